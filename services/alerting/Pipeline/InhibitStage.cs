using System.Collections.Immutable;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>Does something worse fire that explains this alert? Silenced sources inhibit too: they still are the explanation.</summary>
internal static class InhibitStage
{
    public const string Name = "inhibit";

    public static Hold? Decide(Alert alert, IReadOnlyList<InhibitRule> rules, IReadOnlyList<Alert> sources)
    {
        foreach (var rule in rules)
        {
            // Two alerts that hold each other back would both be lost; then the older speaks.
            if (Find(alert, rule, sources.Where(source => !(IsOlder(alert, source) && rules.Any(back => Find(source, back, [alert]) is not null)))) is { } source)
            {
                var same = rule.Equal.Count == 0 ? "" : $" with the same {string.Join(", ", rule.Equal)}";
                return new Hold(Name, $"inhibited by {source.Severity.ToString().ToLowerInvariant()} {source.Name}, which fires{same}");
            }
        }

        return null;
    }

    /// <summary>The alert that holds this one back under a rule.</summary>
    public static Alert? Find(Alert alert, InhibitRule rule, IEnumerable<Alert> sources)
    {
        if (!rule.Target.AllMatch(alert.Labels))
        {
            return null;
        }

        // As in Alertmanager, an alert on both sides of a rule is not held back by others like it: two such would silence each other.
        var onBothSides = rule.Source.AllMatch(alert.Labels);
        return sources.FirstOrDefault(source =>
            source.IsOpen
            && source.Fingerprint != alert.Fingerprint
            && rule.Source.AllMatch(source.Labels)
            && !(onBothSides && rule.Target.AllMatch(source.Labels))
            && rule.Equal.All(label => source.Labels.GetValueOrDefault(label, "") == alert.Labels.GetValueOrDefault(label, "")));
    }

    private static bool IsOlder(Alert alert, Alert other) => (alert.StartsAt, alert.Id).CompareTo((other.StartsAt, other.Id)) < 0;

    public static Passage Run(Passage passage) => passage with
    {
        Members = passage.Members
            .Select(member => member with { Hold = member.MayBeHeld ? Decide(member.Alert, passage.Rules.Tree.Inhibit, passage.InhibitionSources) : null })
            .ToImmutableList(),
    };
}
