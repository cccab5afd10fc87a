using System.Globalization;
using PerfMonitor.Analysis.Forecasting.Combining;
using PerfMonitor.Analysis.Forecasting.Seasons;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Forecasting;

/// <summary>A forecast, or why there is none, in the words of a person.</summary>
internal static class ForecastWords
{
    public static string NotEnough(History history, int needed) =>
        $"not enough data: {history.Count} of {needed} values needed"
        + (history.Count < history.Measured.Length ? $", {history.Measured.Length - history.Count} of {history.Measured.Length} steps are gaps" : "");

    public static string Constant(History history) =>
        $"All {history.Count} values are {NumberText.Of(history.Filled[0] * history.Scale)}: nothing shows by how much they could change, so the interval has no width.";

    public static string Explain(History history, ForecastSettings settings, SeasonChoice seasons, LevelShift? shift, Combination combination, double error)
    {
        var naive = combination.Methods.Where(share => share.Method.Contains("naive", StringComparison.Ordinal)).MinBy(share => share.Error);
        string heaviest = string.Join(", ", combination.Methods.TakeWhile(share => share.Weight >= 0.1).Select(share => $"{share.Method} {share.Weight:P0}"));
        int gaps = history.Measured.Length - history.Count;
        return string.Create(CultureInfo.InvariantCulture, $"{settings.Horizon} steps from {history.Count} values")
            + (gaps > 0 ? $" (gaps filled: {gaps})" : "")
            + $"; {seasons.Reason}"
            + (shift is null ? "" : $"; its level moved by {NumberText.Of(shift.Size * history.Scale)} {history.Filled.Length - shift.At} steps ago, {(shift.HasLasted ? "and what was before is taken to the new level" : "which is taken to last as long again")}")
            + $". In {combination.Test.Origins} forecasts of the past it was off by {NumberText.Of(error)} on average"
            + (naive is null ? "" : $", {naive.Method} by {NumberText.Of(naive.Error)}")
            + (heaviest.Length > 0 ? $". Mostly {heaviest}." : $". {combination.Methods.Count(share => share.Weight > 0)} methods, none with more than 10 %.");
    }
}
