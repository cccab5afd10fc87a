namespace PerfMonitor.Analytics.Rules;

/// <summary>A time in which something fired.</summary>
/// <param name="From">When the first alert fired.</param>
/// <param name="To">When the last one was over; null where one still fires.</param>
/// <param name="State">Null: the rule itself; else <see cref="DerivedAlert.StateLabel"/>.</param>
internal sealed record FiringTime(DateTimeOffset From, DateTimeOffset? To, string? State);

/// <summary>
/// The times at which any alert fired, of the rule and of each state by itself, joined to what can be told apart
/// (<see cref="BacktestTimes.Apart"/>) as they are added, in whatever order. So they are few, however often the rule would have fired.
/// </summary>
internal sealed class FiringTimes(BacktestSteps steps)
{
    private readonly TimeSpan _apart = BacktestTimes.Apart(steps);
    private readonly Dictionary<string, List<FiringTime>> _byState = [];

    public static FiringTimes Of(IEnumerable<FiringTime> times, BacktestSteps steps)
    {
        var all = new FiringTimes(steps);
        foreach (var time in times)
        {
            all.Add(time);
        }

        return all;
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<FiringTime> All => [.. _byState.Values.SelectMany(static times => times).OrderBy(static time => time.From)];

    public void Add(FiringTime time)
    {
        var state = time.State ?? "";
        if (!_byState.TryGetValue(state, out var times))
        {
            _byState[state] = times = [];
        }

        var first = FirstNotBefore(times, time.From);
        var next = first;
        while (next < times.Count && (time.To is not { } to || times[next].From - to <= _apart))
        {
            var other = times[next++];
            time = time with { From = other.From < time.From ? other.From : time.From, To = Later(time.To, other.To) };
        }

        times.RemoveRange(first, next - first);
        times.Insert(first, time);
    }

    /// <summary>The first that is not over for good when another begins.</summary>
    private int FirstNotBefore(List<FiringTime> times, DateTimeOffset from)
    {
        var (low, high) = (0, times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = from - times[middle].To > _apart ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other is null ? null : one > other ? one : other;
}
