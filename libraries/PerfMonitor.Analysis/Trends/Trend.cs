namespace PerfMonitor.Analysis.Trends;

/// <summary>What the test for a trend says.</summary>
public enum TrendVerdict
{
    /// <summary>There are too few values to say anything.</summary>
    NotEnoughData,

    /// <summary>Chance alone could have made what rises or falls.</summary>
    NotShown,

    /// <summary>The values rise.</summary>
    Rising,

    /// <summary>The values fall.</summary>
    Falling,
}

/// <summary>Whether a series rises or falls over its whole length, how fast, and how sure that is.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="PValue">How often chance alone would show as much, 0 to 1; null where there are too few values.</param>
/// <param name="Tau">Share of pairs that rise less the share that fall, −1 to 1; null where there are too few values.</param>
/// <param name="PerHour">Theil-Sen slope, in the unit of the series per hour; null where there are too few values.</param>
/// <param name="PerHourLower">Lower end of its interval.</param>
/// <param name="PerHourUpper">Upper end of its interval.</param>
/// <param name="Share">Change over the whole length relative to the median's absolute value; null where the median is 0.</param>
/// <param name="Values">Values the test is from.</param>
/// <param name="Worth">How many independent values they are worth.</param>
/// <param name="Reason">All of that in words.</param>
public sealed record Trend(
    TrendVerdict Verdict,
    double? PValue,
    double? Tau,
    double? PerHour,
    double? PerHourLower,
    double? PerHourUpper,
    double? Share,
    int Values,
    double Worth,
    string Reason);
