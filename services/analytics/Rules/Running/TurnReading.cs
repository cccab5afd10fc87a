namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// What groups that have their turn at the same moment read, once for all of them: begun by the first of them that asks, given back by the last that
/// is done.
/// </summary>
/// <param name="query">Reads.</param>
/// <param name="groups">The groups, each of which asks once, and their turns.</param>
/// <param name="at">The moment of their turns.</param>
internal sealed class TurnReading(RuleQuery query, IReadOnlyCollection<(GroupRun Group, Turn Turn)> groups, DateTimeOffset at)
{
    // Above it the trips are little beside what they bring, and a group would wait for what others read.
    private const int MostShared = 1_000;

    private readonly Lock _gate = new();
    private Task<TurnSamples>? _samples;
    private int _asking = groups.Count;

    /// <summary>The moment at which the groups' rules are evaluated.</summary>
    public DateTimeOffset At => at;

    /// <summary>Of groups that are due, those that should read together: who read the least in their last turns, up to a thousand series among them. None where that is one.</summary>
    public static IReadOnlyList<(GroupRun Group, Turn Turn)> Sharing(IEnumerable<(GroupRun Group, Turn Turn)> due)
    {
        var sharing = new List<(GroupRun Group, Turn Turn)>();
        var series = 0;
        foreach (var group in due.Where(static one => one.Group.SeriesRead is not null).OrderBy(static one => one.Group.SeriesRead))
        {
            series += group.Group.SeriesRead!.Value;
            if (series > MostShared)
            {
                break;
            }

            sharing.Add(group);
        }

        return sharing.Count > 1 ? sharing : [];
    }

    /// <summary>The samples, to be given back by <see cref="ReleaseAsync"/>.</summary>
    public Task<TurnSamples> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _samples ??= query.ReadTogetherAsync(groups.SelectMany(one => one.Group.Asked(one.Turn, at)), cancellationToken);
        }
    }

    /// <summary>One of the groups is done.</summary>
    public async Task ReleaseAsync()
    {
        if (Interlocked.Decrement(ref _asking) == 0 && _samples is { } samples)
        {
            (await samples).Release();
        }
    }
}
