using PerfMonitor.Contracts;

namespace PerfMonitor.Web.Live.Anomalies;

/// <summary>An anomaly as pages show it; the same names as in <c>GET /api/v1/anomalies</c>. What is no finite number is null.</summary>
internal sealed record LiveAnomaly(
    string Watch, IReadOnlyDictionary<string, string> Labels, DateTimeOffset Time, double? Value, double? Expected, double? Lower, double? Upper, double Probability, Severity Level, string Reason)
{
    public static LiveAnomaly Of(AnomalyDetected anomaly) => new(
        anomaly.Watch, anomaly.Labels, anomaly.At, Finite(anomaly.Value), Finite(anomaly.Expected), anomaly.Lower, anomaly.Upper, anomaly.Probability, anomaly.Severity, anomaly.Reason);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
