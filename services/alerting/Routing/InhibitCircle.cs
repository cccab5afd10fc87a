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

    /// <summary>
    /// Lists of three rules or more, each of which may hold back a source of another and so, over all of them, its own. With two the sources that
    /// hold an alert back are all there is to know of their circle.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<InhibitRule>> Long(IReadOnlyList<InhibitRule> rules)
    {
        var all = Enumerable.Range(0, rules.Count).ToList();
        var next = all.ConvertAll(rule => all.FindAll(other => ((LabelMatcher[])[.. rules[rule].Target, .. rules[other].Source]).Contradiction() is null));
        var reached = all.ConvertAll(Reach);
        return all.ConvertAll(rule => all.FindAll(other => reached[rule].Contains(other) && reached[other].Contains(rule)))
            .FindAll(circle => circle.Count > 2).DistinctBy(circle => circle[0]).Select(circle => circle.ConvertAll(rule => rules[rule])).ToList();

        HashSet<int> Reach(int from)
        {
            var (seen, open) = (new HashSet<int>(), new Stack<int>(next[from]));
            while (open.TryPop(out var rule))
            {
                if (seen.Add(rule))
                {
                    next[rule].ForEach(open.Push);
                }
            }

            return seen;
        }
    }

    private static bool Same(IReadOnlyList<LabelMatcher> one, IReadOnlyList<LabelMatcher> other) => one.Count > 0 && one.ToHashSet().SetEquals(other);
}
