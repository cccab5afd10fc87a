using System.Globalization;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// The series that record alerts, as Prometheus writes them: <c>ALERTS{alertstate=…}</c> is 1 while an alert is in that state,
/// <c>ALERTS_FOR_STATE</c> holds since when, in seconds since the Unix epoch.
/// </summary>
internal static class AlertSeries
{
    private const string States = "ALERTS";
    private const string Since = "ALERTS_FOR_STATE";

    /// <summary>The names of the metrics.</summary>
    public static IReadOnlyList<string> Names { get; } = [States, Since];

    public static IEnumerable<(LabelSet Labels, double Value)> Of(IEnumerable<AlertInstance> alerts)
    {
        foreach (var alert in alerts.Where(static alert => alert.IsActive))
        {
            var state = alert.State.ToString().ToLower(CultureInfo.InvariantCulture);
            yield return (alert.Labels.With(LabelSet.MetricName, States).With("alertstate", state), 1);
            yield return (alert.Labels.With(LabelSet.MetricName, Since), alert.ActiveSince.ToUnixTimeMilliseconds() / 1000.0);
        }
    }
}
