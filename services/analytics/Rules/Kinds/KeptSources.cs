using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.Analytics.Slo;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Knows which watches, outlooks and objectives there are, so that a rule whose source is missing says so instead of being silent.
/// Looked after every two seconds; while PostgreSQL does not answer, what was known before counts.
/// </summary>
internal sealed class KeptSources(NpgsqlDataSource source, IOptions<DetectionOptions> detection, TimeProvider clock, ILogger<KeptSources> logger)
    : Poller(TimeSpan.FromSeconds(2), clock, logger.SourcesUnread)
{
    // Bounded by the bounds of the three tables. Null until they were read once.
    private volatile HashSet<(string Kind, string Name)>? _known;

    /// <summary>What a rule lacks, in words; null where it lacks nothing, or that is not known yet.</summary>
    public string? Lacking(RuleSource? wanted) => (wanted, _known) switch
    {
        (RuleSource.Watch or RuleSource.OwnWatch, _) when !detection.Value.Enabled => "nothing is watched: detection is switched off (Detection:Enabled)",
        (null, _) or (_, null) => null,
        (RuleSource.Watch watch, { } known) when !known.Contains(("watch", watch.Name)) => $"there is no watch '{watch.Name}'; GET /api/v1/watches lists them",
        (RuleSource.OwnWatch own, { } known) when !known.Contains(("watch", own.Definition.Name)) => $"its series are not watched: either the rule is a few seconds old, or there are {WatchStore.MostWatches} watches, which is the most",
        (RuleSource.OwnOutlook own, { } known) when !known.Contains(("outlook", own.Definition.Name)) => $"no forecast is made for it: either the rule is less than two minutes old, or there are {OutlookStore.MostOutlooks} outlooks, which is the most",
        (RuleSource.Objective objective, { } known) when !known.Contains(("objective", objective.Name)) => $"there is no objective '{objective.Name}'; GET /api/v1/slo lists them",
        _ => null,
    };

    /// <summary>Reads the names.</summary>
    public override async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            (SELECT 'watch', name FROM history.watches LIMIT {WatchStore.MostWatches})
            UNION ALL (SELECT 'outlook', name FROM history.outlooks LIMIT {OutlookStore.MostOutlooks})
            UNION ALL (SELECT 'objective', name FROM history.objectives LIMIT {ObjectiveStore.MostObjectives})
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var known = new HashSet<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add((reader.GetString(0), reader.GetString(1)));
        }

        _known = known;
    }
}
