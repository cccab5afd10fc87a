using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Life;

/// <summary>Episodes of a rule at a level with one verdict, or with none.</summary>
internal sealed record VerdictCount(string Rule, Severity Severity, EpisodeVerdict? Verdict, long Episodes);

/// <summary>How often alerts were right, over the episodes that somebody has judged.</summary>
/// <param name="Episodes">All of them.</param>
/// <param name="Real">Judged real.</param>
/// <param name="False">Judged false.</param>
/// <param name="Known">Judged known: right, but not news.</param>
internal sealed record Tally(long Episodes, long Real, long False, long Known)
{
    public long Judged => Real + False + Known;

    /// <summary>The share of false ones among those judged; null where none is.</summary>
    public double? FalseShare => Judged == 0 ? null : (double)False / Judged;

    /// <summary>The share of those that were right; what was known already was right.</summary>
    public double? Precision => 1 - FalseShare;

    public static Tally Of(IEnumerable<VerdictCount> counts)
    {
        var all = counts.ToList();
        return new Tally(all.Sum(static one => one.Episodes), Sum(EpisodeVerdict.Real), Sum(EpisodeVerdict.False), Sum(EpisodeVerdict.Known));

        long Sum(EpisodeVerdict verdict) => all.Where(one => one.Verdict == verdict).Sum(static one => one.Episodes);
    }
}

/// <summary>A share beside what it is to be.</summary>
/// <param name="Value">Null while nothing has been judged.</param>
/// <param name="Target">Where it should be.</param>
/// <param name="Met">Whether it is there; null while nothing has been judged.</param>
internal sealed record Goal(double? Value, double Target, bool? Met);

/// <summary>Whether alerts can be trusted: precision by level and by rule, from people's verdicts.</summary>
internal sealed record AlertQuality(IReadOnlyDictionary<Severity, Tally> Levels, IReadOnlyList<(string Rule, Severity Severity, Tally Tally)> Rules, Tally All)
{
    /// <summary>Fewer than one critical alert in twenty may be false.</summary>
    public const double MostFalseCritical = 0.05;

    /// <summary>Fewer than one warning in ten.</summary>
    public const double MostFalseWarning = 0.10;

    /// <summary>More than nineteen of twenty alerts are right.</summary>
    public const double LeastAccuracy = 0.95;

    public Goal FalseCritical => Below(Severity.Critical, MostFalseCritical);

    public Goal FalseWarning => Below(Severity.Warning, MostFalseWarning);

    public Goal Accuracy => new(All.Precision, LeastAccuracy, All.Precision is { } precision ? precision > LeastAccuracy : null);

    /// <summary>Rules with false alerts first, the most false ones on top: those are to be tuned.</summary>
    public static AlertQuality Of(IReadOnlyList<VerdictCount> counts) => new(
        Enum.GetValues<Severity>().ToDictionary(static severity => severity, severity => Tally.Of(counts.Where(one => one.Severity == severity))),
        [.. counts.GroupBy(static one => (one.Rule, one.Severity)).Select(static rule => (rule.Key.Rule, rule.Key.Severity, Tally: Tally.Of(rule)))
            .OrderByDescending(static rule => rule.Tally.False).ThenByDescending(static rule => rule.Tally.Episodes).ThenBy(static rule => rule.Rule, StringComparer.Ordinal)],
        Tally.Of(counts));

    private Goal Below(Severity severity, double target) =>
        new(Levels[severity].FalseShare, target, Levels[severity].FalseShare is { } share ? share < target : null);
}
