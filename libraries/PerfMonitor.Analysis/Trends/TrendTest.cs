using System.Globalization;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Forecasting.Seasons;
using PerfMonitor.Analysis.Notation;
using PerfMonitor.Analysis.Significance;

namespace PerfMonitor.Analysis.Trends;

/// <summary>
/// Tests a series for a trend: seasons are taken out, pairs are counted (<see cref="MannKendall"/>) with a variance that
/// knows how much neighbours resemble each other (<see cref="AutocorrelatedVariance"/>), and the slope is the median of all
/// pairs' (<see cref="TheilSen"/>). docs/algorithms/trends.md has the formulas.
/// </summary>
public static class TrendTest
{
    /// <summary>Fewest measured values.</summary>
    public const int LeastValues = 12;

    /// <summary>Most steps that are compared pair by pair; a longer series is averaged over equal stretches first.</summary>
    public const int MostSteps = 1000;

    private const double HourMs = 3_600_000;

    /// <summary>Tests the newest part of a series, gaps left out.</summary>
    /// <param name="series">NaN and infinities are gaps.</param>
    /// <param name="alpha">Chance of a false alarm that is put up with, above 0 and below 1.</param>
    /// <param name="level">Confidence of the slope's interval, above 0 and below 1.</param>
    public static Trend Of(RegularSeries series, double alpha = MannWhitney.DefaultAlpha, double level = 0.95)
    {
        if (History.Read(series.Values, 1) is not { } history) return Lacking(0);
        if (history.Count < LeastValues) return Lacking(history.Count);

        // Only the season that stands out: a longer one, found where none is, would take part of the trend's noise out.
        int[] season = [.. SeasonChoice.For(history, null, series.StepMs).Lengths.Take(1)];
        var (steps, values) = Measured(history, SeasonalAdjustment.Estimate(history.Filled, season));

        var pairs = MannKendall.Of(values);
        var slopes = TheilSen.Of(steps, values);
        double[] detrended = [.. values.Select((value, i) => value - (slopes.Slope * steps[i]))];
        double factor = AutocorrelatedVariance.Factor(detrended);
        double variance = pairs.Variance * factor;
        double p = variance > 0 ? 2 * Normal.CDF(0, 1, -Math.Max(0, Math.Abs(pairs.Score) - 1) / Math.Sqrt(variance)) : 1;
        var (lower, upper) = slopes.Interval(variance, level);

        double hour = history.Scale * HourMs / series.StepMs, median = history.Measured.Where(double.IsFinite).Median();
        var verdict = p >= alpha ? TrendVerdict.NotShown : pairs.Score > 0 ? TrendVerdict.Rising : TrendVerdict.Falling;
        var trend = new Trend(
            verdict,
            p,
            pairs.Tau,
            slopes.Slope * hour,
            lower * hour,
            upper * hour,
            median == 0 ? null : slopes.Slope * (steps[^1] - steps[0]) / Math.Abs(median),
            values.Length,
            values.Length / factor,
            "");
        return trend with { Reason = Words(trend, season, level) };
    }

    private static (int[] Steps, double[] Values) Measured(History history, SeasonalAdjustment season)
    {
        int stretch = (history.Measured.Length + MostSteps - 1) / MostSteps;
        List<int> steps = [];
        List<double> values = [];
        for (int from = 0; from < history.Measured.Length; from += stretch)
        {
            double[] measured =
            [
                .. Enumerable.Range(from, Math.Min(stretch, history.Measured.Length - from))
                    .Where(i => double.IsFinite(history.Measured[i]))
                    .Select(i => history.Measured[i] - season.At(i)),
            ];
            if (measured.Length == 0) continue;
            steps.Add(from);
            values.Add(measured.Average());
        }

        return ([.. steps], [.. values]);
    }

    private static Trend Lacking(int count) => new(
        TrendVerdict.NotEnoughData, null, null, null, null, null, null, count, count, $"not enough data: {count} of {LeastValues} values needed");

    private static string Words(Trend trend, int[] season, double level)
    {
        string change = trend.Verdict switch
        {
            TrendVerdict.Rising => "rises by",
            TrendVerdict.Falling => "falls by",
            _ => "no trend shown: slope",
        };
        double sign = trend.Verdict == TrendVerdict.Falling ? -1 : 1;
        (double? near, double? far) = sign < 0 ? (trend.PerHourUpper, trend.PerHourLower) : (trend.PerHourLower, trend.PerHourUpper);
        string share = trend.Share is { } part ? string.Create(CultureInfo.InvariantCulture, $", {Math.Abs(part):P1} of its median over the whole time") : "";
        return $"{change} {NumberText.Of(sign * trend.PerHour!.Value)} an hour"
            + string.Create(CultureInfo.InvariantCulture, $" ({level:P0}: {NumberText.Of(sign * near!.Value)} to {NumberText.Of(sign * far!.Value)}){share}; ")
            + string.Create(CultureInfo.InvariantCulture, $"p = {trend.PValue:0.####} from {trend.Values} values worth {trend.Worth:0} independent ones")
            + (season.Length > 0 ? $"; a season of {season[0]} steps is taken out" : "");
    }
}
