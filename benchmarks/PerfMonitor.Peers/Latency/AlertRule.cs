namespace PerfMonitor.Peers.Latency;

/// <summary>The rule both systems evaluate.</summary>
internal static class AlertRule
{
    public const string Metric = "alert_probe";

    /// <summary>Warnings of a pass.</summary>
    public const int Warnings = 20;

    /// <summary>Rules for the warnings of both passes, one for each series, so that each makes a group of its own which waits its <c>group_wait</c>.</summary>
    public static string WarningFile => "groups:\n  - name: warnings\n    rules:\n" + string.Concat(
        from isBesideLoad in (bool[])[false, true]
        from number in Enumerable.Range(0, Warnings)
        let series = $"{WarningPrefix(isBesideLoad)}{number}"
        select $$"""
              - alert: {{series}}
                expr: {{series}} > 0.5
                labels:
                  severity: warning

        """);

    /// <summary>How the series of the warnings of a pass begin.</summary>
    public static string WarningPrefix(bool isBesideLoad) => isBesideLoad ? "warning_beside_load_" : "warning_probe_";

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
