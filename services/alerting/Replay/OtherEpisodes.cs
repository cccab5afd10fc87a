using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Replay;

/// <summary>The alerts that other rules really had in a time, of which some may have held back what a back-test replays.</summary>
internal sealed class OtherEpisodes(NpgsqlDataSource source, Live<PipelineRules> rules)
{
    /// <summary>Episodes that are looked at; of more the oldest.</summary>
    public const int Most = 10_000;

    /// <summary>Those that lasted at some moment of the time and can hold anything back, the oldest first, and whether there were more.</summary>
    /// <param name="from">Begin of the time.</param>
    /// <param name="until">Its end.</param>
    /// <param name="own">Name and severity of the alerts that are replayed: episodes like these are the rule's own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(IReadOnlyList<Alert> Episodes, bool IsCut)> ReadAsync(DateTimeOffset from, DateTimeOffset until, IReadOnlySet<string> own, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT {AlertRow.Columns} FROM alerting.alerts a
            WHERE a.starts_at <= $2 AND (a.ends_at IS NULL OR a.ends_at >= $1) AND NOT (a.name || '/' || a.severity = ANY ($3))
            ORDER BY a.starts_at LIMIT {Most + 1}
            """).With(from, until, own.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var read = await reader.ReadAllAsync(AlertRow.Read, cancellationToken);
        return ([.. read.Take(Most).Where(MayHold)], read.Count > Most);
    }

    /// <summary>How an alert is named among the own ones.</summary>
    public static string Key(string name, Contracts.Severity severity) => $"{name}/{AlertRow.Word(severity)}";

    private bool MayHold(Alert alert) =>
        rules.Value.Tree.Inhibit.Any(rule => Matching.LabelMatchers.AllMatch(rule.Source, alert.Labels)) || (alert.Place is { } place && rules.Value.Tree.Dependencies.Targets.Contains(place));
}
