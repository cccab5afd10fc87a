namespace PerfMonitor.Analytics.Rules;

/// <summary>The times of a rule that decide when its alerts begin and end.</summary>
/// <param name="For">How long a condition must hold before its alert fires.</param>
/// <param name="KeepFiringFor">How long an alert goes on after its condition has ended.</param>
/// <param name="Flapping">When an alert that comes and goes is told as one; null for never.</param>
internal sealed record AlertTiming(TimeSpan For, TimeSpan KeepFiringFor, FlapLimit? Flapping = null);

/// <summary>
/// An alert that began as often as this within the time flaps: it goes on firing until it has begun less often, so that people
/// hear of it once instead of at every turn.
/// </summary>
/// <param name="Starts">Beginnings that make an alert flap; at least 2.</param>
/// <param name="Within">The time in which they are counted.</param>
internal sealed record FlapLimit(int Starts, TimeSpan Within)
{
    /// <summary>Most beginnings that may be counted: each is kept with the alert.</summary>
    public const int MostStarts = 100;

    /// <summary>The beginnings that still count at a moment, the newest at the end.</summary>
    public IReadOnlyList<DateTimeOffset> Count(IReadOnlyList<DateTimeOffset> starts, DateTimeOffset now) =>
        [.. starts.Where(start => now - start < Within).TakeLast(Starts)];

    /// <summary>Until when an alert with these beginnings flaps; null where it does not.</summary>
    public DateTimeOffset? Until(IReadOnlyList<DateTimeOffset> starts) => starts.Count >= Starts ? starts[^Starts] + Within : null;
}
