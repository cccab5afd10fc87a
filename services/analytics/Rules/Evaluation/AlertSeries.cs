using System.Globalization;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// The series that record alerts, as Prometheus writes them: <c>ALERTS{alertstate=…}</c> is 1 while an alert is in that state,
/// <c>ALERTS_FOR_STATE</c> holds since when, in seconds since the Unix epoch.
/// </summary>
internal static class AlertSeries
{
    public static IEnumerable<(LabelSet Labels, double Value)> Of(IEnumerable<AlertInstance> alerts)
    {
        foreach (var alert in alerts.Where(static alert => alert.IsActive))
        {
            var state = alert.State.ToString().ToLower(CultureInfo.InvariantCulture);
            yield return (alert.Labels.With(LabelSet.MetricName, "ALERTS").With("alertstate", state), 1);
            yield return (alert.Labels.With(LabelSet.MetricName, "ALERTS_FOR_STATE"), alert.ActiveSince.ToUnixTimeMilliseconds() / 1000.0);
        }
    }
}
