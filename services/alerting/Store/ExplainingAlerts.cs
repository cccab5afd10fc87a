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

    /// <summary>The sources of rules for the members of a group; none where no member can be a target.</summary>
    public static NpgsqlBatch ThenSources(this NpgsqlBatch batch, RoutingTree tree, long groupId, IReadOnlyDictionary<string, string> groupLabels) => Asked(tree, groupLabels, static _ => true).Aggregate(
        batch,
        (all, one) => all.Then(
            $"""
            SELECT {AlertRow.Columns} FROM alerting.alerts a
            WHERE a.state <> 'resolved' AND a.labels @> $1
              AND EXISTS (SELECT 1 FROM alerting.group_members m JOIN alerting.alerts t ON t.id = m.alert_id WHERE m.group_id = $2 AND t.labels @> ANY ($3::text[]::jsonb[]))
            ORDER BY a.starts_at LIMIT {Most}
            """,
            Jsonb.Of(one.Source), groupId, one.Rules.Select(rule => StoredJson.Write(Plain(rule.Target))).ToArray()));

    /// <summary>The sources of rules for one alert.</summary>
    public static NpgsqlBatch ThenSources(this NpgsqlBatch batch, RoutingTree tree, IReadOnlyDictionary<string, string> labels) => Asked(tree, labels, rule => rule.Target.AllMatch(labels)).Aggregate(
        batch,
        (all, one) => all.Then($"SELECT {AlertRow.Columns} FROM alerting.alerts a WHERE a.state <> 'resolved' AND a.labels @> $1 ORDER BY a.starts_at LIMIT {Most}", Jsonb.Of(one.Source)));

    // What sources are asked for, and the rules of which a target makes them matter. Where alerts may hold each other back in a circle over several
    // rules, all of it must be known to find its oldest: then also the sources that hold back only the alert's sources, and so on.
    private static IEnumerable<(Dictionary<string, string> Source, IReadOnlyList<InhibitRule> Rules)> Asked(RoutingTree tree, IReadOnlyDictionary<string, string> known, Func<InhibitRule, bool> matters) =>
    [
        .. tree.Inhibit.Where(matters).Select(rule => (SourceLabels(rule, known, rule.MustBeEqual), (IReadOnlyList<InhibitRule>)[rule])),
        .. tree.LongCircles.Where(circle => circle.Any(matters)).SelectMany(circle => circle.Select(rule => (SourceLabels(rule, known, label => circle.All(one => one.MustBeEqual(label))), circle))),
    ];

    // What a source must carry to matter: the rule's plain matchers, and the values that must be equal of the labels known. One without a value is as good as missing.
    private static Dictionary<string, string> SourceLabels(InhibitRule rule, IReadOnlyDictionary<string, string> known, Func<string, bool> mustBeEqual)
    {
        var labels = Plain(rule.Source);
        foreach (var (name, value) in known.Where(label => label.Value.Length > 0 && mustBeEqual(label.Key)))
        {
            labels.TryAdd(name, value);
        }

        return labels;
    }

    private static Dictionary<string, string> Plain(IEnumerable<LabelMatcher> matchers) =>
        matchers.Where(matcher => matcher is { Kind: MatchKind.Equal, MatchesEmpty: false }).DistinctBy(matcher => matcher.Name).ToDictionary(matcher => matcher.Name, matcher => matcher.Value);
}
