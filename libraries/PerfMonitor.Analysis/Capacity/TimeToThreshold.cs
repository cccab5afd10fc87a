using System.Globalization;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Capacity;

/// <summary>Reads from a forecast when a threshold is reached.</summary>
public static class TimeToThreshold
{
    /// <summary>Forecasts a series and reads the time from it.</summary>
    public static Reach Of(RegularSeries series, Threshold threshold, ForecastSettings settings) =>
        Of(series, Forecaster.Run(series, settings), threshold);

    /// <summary>Reads the time from a forecast of a series.</summary>
    public static Reach Of(RegularSeries series, ForecastOutcome outcome, Threshold threshold)
    {
        double last = series.Values.LastOrDefault(double.IsFinite, double.NaN);
        if (threshold.IsReachedBy(last))
        {
            return new AlreadyBeyond(last, $"{NumberText.Of(last)} is already {Beyond(threshold)} {NumberText.Of(threshold.Value)}");
        }

        if (outcome is not Forecast forecast) return new CannotTell(((ForecastRefused)outcome).Reason);
        bool fromBelow = threshold.Side == ThresholdSide.FromBelow;
        var (near, far) = fromBelow ? (forecast.Upper, forecast.Lower) : (forecast.Lower, forecast.Upper);
        var horizon = TimeSpan.FromMilliseconds((double)forecast.StepMs * forecast.Points.Count);
        if (Crossing(last, near, threshold, forecast.StepMs) is not { } earliest)
        {
            return new NotWithinHorizon(horizon, $"not within {SpanText.Of(horizon)}: even the {(fromBelow ? "upper" : "lower")} bound stays clear of {NumberText.Of(threshold.Value)}");
        }

        var (expected, latest) = (Crossing(last, forecast.Points, threshold, forecast.StepMs), Crossing(last, far, threshold, forecast.StepMs));
        return new WithinHorizon(earliest, expected, latest, Words(forecast.Level, threshold, horizon, earliest, expected, latest));
    }

    private static string Words(double level, Threshold threshold, TimeSpan horizon, TimeSpan earliest, TimeSpan? expected, TimeSpan? latest)
    {
        string when = expected is { } at ? $"is reached in {SpanText.Of(at)}" : $"is not expected within {SpanText.Of(horizon)}";
        string until = latest is { } end ? SpanText.Of(end) : $"more than {SpanText.Of(horizon)}";
        return string.Create(CultureInfo.InvariantCulture, $"{NumberText.Of(threshold.Value)} {when} ({level:P0}: {SpanText.Of(earliest)} to {until})");
    }

    private static string Beyond(Threshold threshold) => threshold.Side == ThresholdSide.FromBelow ? "at or above" : "at or below";

    /// <summary>Where a path that starts at the last value first reaches the threshold, on a line between steps.</summary>
    private static TimeSpan? Crossing(double last, IReadOnlyList<double> path, Threshold threshold, long stepMs)
    {
        double before = last;
        for (int i = 0; i < path.Count; before = path[i++])
        {
            if (!threshold.IsReachedBy(path[i])) continue;
            double part = path[i] == before ? 1 : Math.Clamp((threshold.Value - before) / (path[i] - before), 0, 1);
            return TimeSpan.FromMilliseconds((i + part) * stepMs);
        }

        return null;
    }
}
