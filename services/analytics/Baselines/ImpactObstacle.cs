using PerfMonitor.Analysis.Baselines;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>Why there is no impact, for programs: a page says it in its own language.</summary>
/// <param name="Kind">What stands in the way.</param>
/// <param name="Reason">The same in a sentence.</param>
/// <param name="Known">How much of what is needed is there; null where nothing is counted.</param>
/// <param name="Needed">How much is needed.</param>
/// <param name="Missing">The components of which it is missing, by their names or their roles.</param>
internal sealed record ImpactObstacle(ObstacleKind Kind, string Reason, int? Known = null, int? Needed = null, IReadOnlyList<string>? Missing = null)
{
    /// <summary>What keeps a comparison from having an overall effectiveness; null where it has one.</summary>
    public static ImpactObstacle? Of(Effectiveness overall, IReadOnlyDictionary<ComponentRole, double?> improvements)
    {
        if (overall.Percent is not null)
        {
            return null;
        }

        var missing = Effectiveness.Missing(improvements);
        return new ImpactObstacle(
            ObstacleKind.Incomplete, overall.Reason, Effectiveness.Needed - missing.Count, Effectiveness.Needed, [.. missing.Select(static role => role.ToString().ToLowerInvariant())]);
    }
}

internal enum ObstacleKind
{
    /// <summary>The service has just started and has not looked yet.</summary>
    Starting,

    /// <summary>The first baseline is taken once there are enough samples.</summary>
    Gathering,

    /// <summary>There is no such baseline.</summary>
    NoBaseline,

    /// <summary>Of some components there is no improvement.</summary>
    Incomplete,

    /// <summary>It is not known: what holds the data does not answer.</summary>
    Unavailable,
}
