using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Trends;

/// <summary>Where a figure is heading.</summary>
public enum Heading
{
    /// <summary>There are too few values to say anything.</summary>
    NotEnoughData,

    /// <summary>No trend is shown, or one too small to matter.</summary>
    Steady,

    /// <summary>It moves the way that is better.</summary>
    Improving,

    /// <summary>It moves the way that is worse.</summary>
    Degrading,
}

/// <summary>Whether a figure slowly gets worse, as a leak or a growing table makes it.</summary>
/// <param name="Heading">The answer.</param>
/// <param name="Trend">What it rests on.</param>
public sealed record Degradation(Heading Heading, Trend Trend)
{
    /// <summary>Least change over the whole time, as a share of the median, that matters unless the caller says otherwise.</summary>
    public const double DefaultLeastShare = 0.05;

    /// <summary>Judges a series.</summary>
    /// <param name="series">NaN and infinities are gaps.</param>
    /// <param name="better">Which way the figure is good.</param>
    /// <param name="leastShare">Changes below this share of the median are no matter, however sure; where the median is 0 every shown trend counts.</param>
    public static Degradation Of(RegularSeries series, Better better, double leastShare = DefaultLeastShare)
    {
        var trend = TrendTest.Of(series);
        bool matters = trend.Share is not { } share || Math.Abs(share) >= leastShare;
        return new Degradation(
            trend.Verdict switch
            {
                TrendVerdict.NotEnoughData => Heading.NotEnoughData,
                TrendVerdict.Rising when matters => better == Better.Higher ? Heading.Improving : Heading.Degrading,
                TrendVerdict.Falling when matters => better == Better.Higher ? Heading.Degrading : Heading.Improving,
                _ => Heading.Steady,
            },
            trend);
    }
}
