namespace PerfMonitor.Peers.Latency;

/// <summary>The rule both systems evaluate.</summary>
internal static class AlertRule
{
    public const string Metric = "alert_probe";

    /// <summary>Warnings, each with a name of its own, so that each makes a group of its own which waits its <c>group_wait</c>.</summary>
    public const string WarningPrefix = "warning_probe_";

    public const int Warnings = 20;

    /// <summary>Rules for the warnings, one for each series.</summary>
    public static string WarningFile => "groups:\n  - name: warnings\n    rules:\n" + string.Concat(Enumerable.Range(0, Warnings).Select(i => $$"""
              - alert: Warning{{i}}
                expr: {{WarningPrefix}}{{i}} > 0.5
                labels:
                  severity: warning

        """));

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
