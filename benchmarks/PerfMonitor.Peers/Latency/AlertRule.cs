namespace PerfMonitor.Peers.Latency;

/// <summary>The rule both systems evaluate.</summary>
internal static class AlertRule
{
    public const string Metric = "alert_probe";

    /// <summary>A rule file of Prometheus; the group has no interval of its own.</summary>
    public const string File = $"""
        groups:
          - name: probes
            rules:
              - alert: Probe
                expr: {Metric} > 0.5
                labels:
                  severity: critical
        """;
}
