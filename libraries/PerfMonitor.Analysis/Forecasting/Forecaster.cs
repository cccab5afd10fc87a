using PerfMonitor.Analysis.Forecasting.Combining;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Forecasting.Intervals;
using PerfMonitor.Analysis.Forecasting.Methods;
using PerfMonitor.Analysis.Forecasting.Seasons;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Forecasting;

/// <summary>
/// Forecasts a series: finds its seasons, tries several methods on its past, adds them up by how well they did, and takes
/// the interval from the errors that this sum made. docs/algorithms/forecasting.md tells the whole road.
/// </summary>
public static class Forecaster
{
    /// <summary>Fewest measured values a forecast is made from; more when the horizon is longer.</summary>
    public const int LeastValues = 10;

    /// <summary>Most values that are read, the newest.</summary>
    public const int MostValues = History.Most;

    /// <summary>
    /// The forecast of the steps that follow the last measured value, or why there is none. Settings out of their ranges
    /// are refused too. Only the newest 8,064 values are read.
    /// </summary>
    public static ForecastOutcome Run(RegularSeries series, ForecastSettings settings) => Run(series, settings, MethodPool.For);

    /// <summary>The same with other methods, so that a benchmark can hold each one alone against all together.</summary>
    internal static ForecastOutcome Run(
        RegularSeries series, ForecastSettings settings, Func<IReadOnlyList<int>, bool, IReadOnlyList<IForecastMethod>> pool)
    {
        if (Refusal(settings) is { } reason) return new ForecastRefused(reason);
        int needed = Math.Max(LeastValues, settings.Horizon);
        if (History.Read(series.Values, settings.Season ?? 1) is not { } history)
        {
            return new ForecastRefused($"not enough data: 0 of {needed} values needed");
        }

        needed = Math.Max(needed, (history.Measured.Length + 1) / 2);
        if (history.Count < needed) return new ForecastRefused(ForecastWords.NotEnough(history, needed));

        long startMs = series.TimeMs(history.Start + history.Measured.Length);
        if (history.Constant) return Constant(history, settings, startMs, series.StepMs);

        var seasons = SeasonChoice.For(history, settings.Season, series.StepMs);
        if (seasons.Lengths.Count > 0 && history.Count < history.Filled.Length)
        {
            history = history with { Filled = GapFilling.Fill(history.Measured, seasons.Lengths[0]) };
        }

        bool neverNegative = history.NeverNegative;
        var shift = LevelShift.Find(history.Filled, seasons.Lengths);
        if (shift is not null)
        {
            history = history with { Measured = shift.TakeOut(history.Measured, neverNegative), Filled = shift.TakeOut(history.Filled, neverNegative) };
        }

        var test = BackTest.Plan(history.Filled.Length, settings.Horizon, seasons.Lengths.Count > 0 ? seasons.Lengths[^1] : 1);
        return Combination.Run(history, pool(seasons.Lengths, history.NeverNegative), test, settings.Horizon) is { } combination
            ? Bounded(history, settings, seasons, shift, combination, startMs, series.StepMs)
            : new ForecastRefused("the newest values are missing: no method could be tested on them");
    }

    private static Forecast Bounded(
        History history, ForecastSettings settings, SeasonChoice seasons, LevelShift? shift, Combination combination, long startMs, long stepMs)
    {
        double independent = IndependentErrors.Count(combination.Errors, combination.Test.Steps, combination.Test.Held, settings.Horizon);
        var band = ConformalBand.From(combination.Errors, combination.Test.Steps, independent, settings.Level);
        double least = settings.Least ?? (history.NeverNegative ? 0 : double.NegativeInfinity);
        double largest = settings.Largest ?? double.PositiveInfinity;

        double[] points = [.. combination.Points.Select((point, i) => Limit((point + Moved(i + 1)) * history.Scale))];
        double error = combination.Errors.Where(double.IsFinite).Average(Math.Abs) * history.Scale;
        return new Forecast(
            startMs,
            stepMs,
            points,
            [.. points.Select((point, i) => Limit(point + ((Math.Min(0, Doubt(i + 1)) - band.HalfWidth(i + 1)) * history.Scale)))],
            [.. points.Select((point, i) => Limit(point + ((Math.Max(0, Doubt(i + 1)) + band.HalfWidth(i + 1)) * history.Scale)))],
            settings.Level,
            seasons.Lengths,
            combination.Methods,
            error,
            ForecastWords.Explain(history, settings, seasons, shift, combination, error));

        double Limit(double value) => Math.Min(Math.Max(value, least), largest);

        // A level that has not lasted was taken out of the history: it is added for as long as it is expected to hold.
        double Moved(int step) => shift is { HasLasted: false } && shift.IsExpectedToHold(history.Filled.Length, step) ? shift.Size : 0;

        // A level that came within the back-test may go as it came, or stay: until it is older, the bounds hold both.
        double Doubt(int step) =>
            shift is null || history.Filled.Length - shift.At >= combination.Test.Held ? 0
            : shift.IsExpectedToHold(history.Filled.Length, step) ? -shift.Size : shift.Size;
    }

    private static Forecast Constant(History history, ForecastSettings settings, long startMs, long stepMs)
    {
        double[] same = new double[settings.Horizon];
        Array.Fill(same, history.Filled[0] * history.Scale);
        return new Forecast(startMs, stepMs, same, same, same, settings.Level, [], [], 0, ForecastWords.Constant(history));
    }

    private static string? Refusal(ForecastSettings settings) =>
        settings.Horizon is < 1 or > ForecastSettings.MostSteps
            ? $"the horizon is {settings.Horizon} steps: give 1 to {ForecastSettings.MostSteps}"
            : settings.Level is not (>= 0.5 and <= 0.999)
                ? $"the level is {NumberText.Of(settings.Level)}: give 0.5 to 0.999"
                : settings.Season is < 1 ? $"the season is {settings.Season} steps: give 1 (none) or more" : null;
}
