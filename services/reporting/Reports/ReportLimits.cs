namespace PerfMonitor.Reporting.Reports;

/// <summary>How much one report shows; the rest is named as left out.</summary>
internal static class ReportLimits
{
    /// <summary>Targets in the table, the worst first.</summary>
    public const int Targets = 200;

    /// <summary>Targets with a chart of their own, in the order of the table.</summary>
    public const int TargetCharts = 40;

    /// <summary>Hosts, the busiest first.</summary>
    public const int Hosts = 20;

    /// <summary>File systems of one host, the fullest first.</summary>
    public const int Filesystems = 12;

    /// <summary>Downtime episodes in their table, the longest kept.</summary>
    public const int Episodes = 60;

    /// <summary>Alerts in their table, the newest kept.</summary>
    public const int Alerts = 200;
}
