using PerfMonitor.Analysis.Slo;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Slo;

/// <summary>How an objective stands, as series: rules, charts and reports work on them as on any other.</summary>
internal static class ObjectiveSeries
{
    /// <summary>1 while a pair of windows of that severity burns.</summary>
    public const string Burning = "slo_burning";

    public static IReadOnlyList<(LabelSet Labels, double Value)> Of(string name, ObjectiveStatus status)
    {
        var slo = new Label("slo", name);
        var series = new List<(LabelSet, double)>();
        if (status.BudgetRemaining is { } remaining)
        {
            series.Add((LabelSet.Create("slo_error_budget_remaining_ratio", slo), remaining));
        }

        foreach (var burn in status.Burns)
        {
            if (burn.LongRate is { } rate)
            {
                series.Add((LabelSet.Create("slo_burn_rate", slo, new Label("window", $"{burn.Window.LongSpan.TotalHours:0}h")), rate));
            }
        }

        foreach (var severity in status.Burns.GroupBy(static burn => burn.Window.Severity))
        {
            series.Add((LabelSet.Create(Burning, slo, new Label("severity", severity.Key.ToString().ToLowerInvariant())), severity.Any(static burn => burn.IsBurning) ? 1 : 0));
        }

        return series;
    }
}
