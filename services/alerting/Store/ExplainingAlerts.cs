using Npgsql;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Store;

/// <summary>Reads the open alerts that may hold others back: those that an inhibition rule names, and those of what others are behind.</summary>
internal static class ExplainingAlerts
{
    // Alerts that are looked at, the oldest first: of one rule, and of all fronts.
    private const int Most = 1000;

    /// <summary>The alerts of every target that another is behind.</summary>
    public static NpgsqlBatch ThenFronts(this NpgsqlBatch batch, Dependencies dependencies) => batch.Then(
        $"""
        SELECT {AlertRow.Columns} FROM alerting.alerts a
        WHERE a.state <> 'resolved' AND cardinality($1) > 0 AND coalesce(a.labels ->> 'target', a.labels ->> 'instance') = ANY ($1)
        ORDER BY a.starts_at LIMIT {Most}
        """,
        (object)dependencies.Targets.ToArray());

    /// <summary>The sources of a rule for the members of a group; none where no member can be its target.</summary>
    public static NpgsqlBatch ThenSources(this NpgsqlBatch batch, InhibitRule rule, long groupId, IReadOnlyDictionary<string, string> groupLabels) => batch.Then(
        $"""
        SELECT {AlertRow.Columns} FROM alerting.alerts a
        WHERE a.state <> 'resolved' AND a.labels @> $1
          AND EXISTS (SELECT 1 FROM alerting.group_members m JOIN alerting.alerts t ON t.id = m.alert_id WHERE m.group_id = $2 AND t.labels @> $3)
        ORDER BY a.starts_at LIMIT {Most}
        """,
        Jsonb.Of(SourceLabels(rule, groupLabels)), groupId, Jsonb.Of(Plain(rule.Target)));

    /// <summary>The sources of a rule for one alert.</summary>
    public static NpgsqlBatch ThenSources(this NpgsqlBatch batch, InhibitRule rule, IReadOnlyDictionary<string, string> labels) => batch.Then(
        $"SELECT {AlertRow.Columns} FROM alerting.alerts a WHERE a.state <> 'resolved' AND a.labels @> $1 ORDER BY a.starts_at LIMIT {Most}",
        Jsonb.Of(SourceLabels(rule, labels)));

    // What a source must carry to matter: the rule's plain matchers, and the values that must be equal of the labels known. One without a value is as good as missing.
    private static Dictionary<string, string> SourceLabels(InhibitRule rule, IReadOnlyDictionary<string, string> known)
    {
        var labels = Plain(rule.Source);
        foreach (var (name, value) in known.Where(label => label.Value.Length > 0 && rule.MustBeEqual(label.Key)))
        {
            labels.TryAdd(name, value);
        }

        return labels;
    }

    private static Dictionary<string, string> Plain(IEnumerable<LabelMatcher> matchers) =>
        matchers.Where(matcher => matcher is { Kind: MatchKind.Equal, MatchesEmpty: false }).DistinctBy(matcher => matcher.Name).ToDictionary(matcher => matcher.Name, matcher => matcher.Value);
}
