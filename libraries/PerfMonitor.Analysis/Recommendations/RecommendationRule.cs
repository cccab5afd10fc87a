using System.Globalization;

namespace PerfMonitor.Analysis.Recommendations;

/// <summary>A rule of recommendation: when it holds, and what it advises then.</summary>
/// <param name="Id">Its name for good.</param>
/// <param name="Kind">What the advice is for.</param>
/// <param name="Judge">The evidence in words where it holds; null where it does not, or what it needs was not measured.</param>
/// <param name="Advice">What to do.</param>
internal sealed record RecommendationRule(string Id, RecommendationKind Kind, Func<Measurements, string?> Judge, string Advice)
{
    /// <summary>Null where it does not hold.</summary>
    public Recommendation? Recommend(Measurements measured) => Judge(measured) is { } evidence ? new Recommendation(Id, Kind, Advice, [evidence]) : null;

    /// <summary>A rule about one measurement that is over a limit; the text has a place for the value.</summary>
    public static RecommendationRule Over(string id, RecommendationKind kind, string name, double limit, string text, string advice) =>
        new(id, kind, measured => measured[name] is { } value && value > limit ? Words(text, value) : null, advice);

    /// <summary>A rule about one measurement that is under a limit.</summary>
    public static RecommendationRule Under(string id, RecommendationKind kind, string name, double limit, string text, string advice) =>
        new(id, kind, measured => measured[name] is { } value && value < limit ? Words(text, value) : null, advice);

    /// <summary>A rule about a part that is a large share of a whole, where the whole is worth the trouble.</summary>
    public static RecommendationRule Part(string id, string part, string whole, double share, double smallestWhole, string text, string advice) => new(
        id,
        RecommendationKind.Optimization,
        measured => measured[part] is { } some && measured[whole] is { } all && all >= smallestWhole && some > share * all ? Words(text, some / all, all) : null,
        advice);

    private static string Words(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
