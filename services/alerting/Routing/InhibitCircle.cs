using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Routing;

/// <summary>Rules that hold each other's sources back. Pure.</summary>
internal static class InhibitCircle
{
    /// <summary>One error for each pair of rules of which either holds back what the other lets hold back, and for each rule that does nothing.</summary>
    public static IEnumerable<string> Errors(IReadOnlyList<InhibitRule> rules)
    {
        foreach (var (index, rule) in rules.Index())
        {
            if (Same(rule.Source, rule.Target))
            {
                yield return $"Routing:Inhibit:{index}: Source and Target are the same ({rule.Source.Write()}), so it holds nothing back; say in Target what is less urgent.";
                continue;
            }

            foreach (var (other, back) in rules.Index().Skip(index + 1))
            {
                if (Same(rule.Source, back.Target) && Same(rule.Target, back.Source))
                {
                    yield return $"Routing:Inhibit:{index} and Routing:Inhibit:{other}: {rule.Source.Write()} and {rule.Target.Write()} hold each other back; remove the one of the two whose Source is less urgent.";
                }
            }
        }
    }

    private static bool Same(IReadOnlyList<LabelMatcher> one, IReadOnlyList<LabelMatcher> other) => one.Count > 0 && one.ToHashSet().SetEquals(other);
}
