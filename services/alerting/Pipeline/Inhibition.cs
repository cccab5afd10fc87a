using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>
/// Who holds whom back among open alerts. Kept by rule and by the values of the labels that must be equal, so that thousands of alerts are not
/// compared with each other. Pure.
/// </summary>
internal sealed class Inhibition(IReadOnlyList<InhibitRule> rules, IReadOnlyList<Alert> sources)
{
    // Alerts looked at for one circle; in a longer one its oldest may be held back, as Alertmanager holds back all of every circle.
    private const int MostInCircle = 1000;

    private readonly IReadOnlyList<Sides> _sides = [.. rules.Select(rule => new Sides(rule, sources))];

    /// <summary>For each rule under which something holds this alert back, the first that does.</summary>
    public IEnumerable<(InhibitRule Rule, Alert Source)> Holders(Alert alert) =>
        from sides in _sides
        let source = sides.Holding(alert).FirstOrDefault(source => !IsOldestOfCircle(alert, source))
        where source is not null
        select (sides.Rule, source);

    // Alerts that hold each other back in a circle would all be lost; then the oldest speaks. It is the oldest if it holds back the source over
    // any number of steps, all of them younger.
    private bool IsOldestOfCircle(Alert alert, Alert source)
    {
        if (!IsOlder(alert, source))
        {
            return false;
        }

        var (seen, next) = (new HashSet<string> { alert.Fingerprint }, new Queue<Alert>([alert]));
        while (next.TryDequeue(out var holding))
        {
            foreach (var held in _sides.SelectMany(sides => sides.HeldBy(holding)).Where(held => IsOlder(alert, held) && seen.Count < MostInCircle && seen.Add(held.Fingerprint)))
            {
                if (held.Fingerprint == source.Fingerprint)
                {
                    return true;
                }

                next.Enqueue(held);
            }
        }

        return false;
    }

    private static bool IsOlder(Alert alert, Alert other) => (alert.StartsAt, alert.Id).CompareTo((other.StartsAt, other.Id)) < 0;

    /// <summary>The open alerts on either side of a rule.</summary>
    private sealed class Sides(InhibitRule rule, IReadOnlyList<Alert> open)
    {
        private readonly Lazy<ILookup<string, Alert>> _sources = new(() => Matching(rule.Source, rule, open));
        private readonly Lazy<ILookup<string, Alert>> _targets = new(() => Matching(rule.Target, rule, open));

        public InhibitRule Rule => rule;

        public IEnumerable<Alert> Holding(Alert target) => rule.Target.AllMatch(target.Labels) ? _sources.Value[rule.KeyOf(target.Labels)].Where(source => Holds(source, target)) : [];

        public IEnumerable<Alert> HeldBy(Alert source) => rule.Source.AllMatch(source.Labels) ? _targets.Value[rule.KeyOf(source.Labels)].Where(target => Holds(source, target)) : [];

        // As in Alertmanager, an alert on both sides of a rule is not held back by others like it: two such would silence each other.
        private bool Holds(Alert source, Alert target) =>
            source.Fingerprint != target.Fingerprint && !(rule.Source.AllMatch(target.Labels) && rule.Target.AllMatch(source.Labels));

        private static ILookup<string, Alert> Matching(IReadOnlyList<LabelMatcher> matchers, InhibitRule rule, IReadOnlyList<Alert> open) =>
            open.Where(alert => alert.IsOpen && matchers.AllMatch(alert.Labels)).ToLookup(alert => rule.KeyOf(alert.Labels));
    }
}
