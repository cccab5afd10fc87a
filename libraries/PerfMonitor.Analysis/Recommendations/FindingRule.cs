namespace PerfMonitor.Analysis.Recommendations;

/// <summary>A rule that looks at several things of one kind, and names those it holds for.</summary>
/// <param name="Id">Its name for good.</param>
/// <param name="Kind">What the advice is for.</param>
/// <param name="Judge">The evidence in words where it holds for a thing; null where it does not.</param>
/// <param name="Advice">What to do.</param>
internal sealed record FindingRule<T>(string Id, RecommendationKind Kind, Func<T, string?> Judge, string Advice)
{
    private const int MostNamed = 5;

    /// <summary>Null where it holds for none. The evidence names the first five, and how many more there are.</summary>
    public Recommendation? Recommend(IEnumerable<T> things)
    {
        List<string> evidence = [.. things.Select(Judge).OfType<string>()];
        return evidence.Count == 0
            ? null
            : new Recommendation(Id, Kind, Advice, evidence.Count <= MostNamed ? evidence : [.. evidence.Take(MostNamed), $"and {evidence.Count - MostNamed} more"]);
    }
}
