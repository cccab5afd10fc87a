using static PerfMonitor.Bench.PromQlDifferential.TreeKind;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>Makes a query that fails as small as it gets while it still fails.</summary>
/// <param name="stillFails">Whether a query fails like the first one.</param>
internal sealed class QueryShrinker(Func<DifferentialQuery, Task<bool>> stillFails)
{
    private const int MaxTrials = 600;

    public async Task<DifferentialQuery> ShrinkAsync(DifferentialQuery query)
    {
        int trials = 0;
        for (bool smaller = true; smaller && trials < MaxTrials;)
        {
            smaller = false;
            foreach (var candidate in Candidates(query))
            {
                if (++trials > MaxTrials) break;
                if (!await stillFails(candidate)) continue;
                (query, smaller) = (candidate, true);
                break;
            }
        }

        return query;
    }

    private static IEnumerable<DifferentialQuery> Candidates(DifferentialQuery query)
    {
        if (query.IsRange)
        {
            for (long time = query.StartMs; time <= query.EndMs; time += query.StepMs) yield return query with { StartMs = time, EndMs = time, StepMs = 0 };
            if (query.EndMs > query.StartMs + query.StepMs) yield return query with { EndMs = query.EndMs - query.StepMs };
        }

        foreach (var part in query.Tree.Walk())
        {
            // What stands within a part, in its place; the largest part and the smallest replacement first.
            var within = part.Walk().Skip(1).Where(inner => inner.Kind == part.Kind && part.Kind != Modifier).OrderBy(inner => inner.Text.Length);
            foreach (var replacement in within.Concat(Leaves(part)))
            {
                if (replacement.Text.Length < part.Text.Length) yield return query with { Tree = query.Tree.Replace(part, replacement) };
            }
        }
    }

    private static IEnumerable<QueryTree> Leaves(QueryTree part) => part.Kind switch
    {
        Scalar => [QueryTree.Of(Scalar, "1"), QueryTree.Of(Scalar, "0.5"), QueryTree.Of(Scalar, "NaN")],
        TreeKind.Vector => [QueryTree.Of(TreeKind.Vector, "one"), QueryTree.Of(TreeKind.Vector, "gauge"), QueryTree.Of(TreeKind.Vector, "vector(1)"), QueryTree.Of(TreeKind.Vector, "odd")],
        TreeKind.Range => [QueryTree.Of(TreeKind.Range, "one[5m]"), QueryTree.Of(TreeKind.Range, "gauge[5m]"), QueryTree.Of(TreeKind.Range, "odd[5m]")],
        Modifier when part.Text.Length > 0 => [QueryTree.Of(Modifier, "")],
        _ => [],
    };
}
