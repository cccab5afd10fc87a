using System.Globalization;

namespace PerfMonitor.Reporting.Reports;

/// <summary>The expressions behind a report's figures. The report prints them, so that everyone can ask again.</summary>
internal static class ReportQueries
{
    // A chart over a page's width shows no more.
    private const int PointsPerChart = 300;

    // Up to this many single checks (about 20 targets every 30 s for 3 days) are fetched as they are; beyond it a
    // window's worst check stands for the window.
    private const long MostSingleChecks = 200_000;
    private const int WindowsPerPeriod = 2_000;

    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortestStateWindow = TimeSpan.FromMinutes(1);

    // Wide enough for a rate over samples every 30 s, the slowest collector that is usual.
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(2);

    /// <summary>Everything but <see cref="Figure.States"/>, which depends on how many checks there were.</summary>
    public static IReadOnlyList<ReportQuery> For(ReportPeriod period)
    {
        var whole = Range(period.Length);
        var step = Step(period);
        var window = Range(step > ShortestWindow ? step : ShortestWindow);
        return
        [
            new(Figure.Uptime, $"avg_over_time(probe_success[{whole}])"),
            new(Figure.Checks, $"count_over_time(probe_success[{whole}])"),
            new(Figure.ResponseMedian, $"quantile_over_time(0.5, probe_duration_seconds[{whole}])"),
            new(Figure.ResponseP95, $"quantile_over_time(0.95, probe_duration_seconds[{whole}])"),
            new(Figure.ResponseMaximum, $"max_over_time(probe_duration_seconds[{whole}])"),
            new(Figure.ResponseMedianOverTime, $"quantile_over_time(0.5, probe_duration_seconds[{window}])", step),
            new(Figure.ResponseP95OverTime, $"quantile_over_time(0.95, probe_duration_seconds[{window}])", step),
            new(Figure.CertificateEnd, $"last_over_time(probe_ssl_earliest_cert_expiry[{whole}])"),
            new(Figure.ProcessorMean, $"avg by (instance) (avg_over_time(host_cpu_utilization_ratio[{window}]))", step),
            new(Figure.ProcessorPeak, $"max by (instance) (max_over_time(host_cpu_utilization_ratio[{window}]))", step),
            new(Figure.MemoryUsed, $"avg by (instance) (avg_over_time(host_memory_used_bytes[{window}]))", step),
            new(Figure.MemoryTotal, $"max by (instance) (last_over_time(host_memory_total_bytes[{whole}]))"),
            new(Figure.DiskRead, $"sum by (instance) (rate(host_disk_read_bytes_total[{window}]))", step),
            new(Figure.DiskWritten, $"sum by (instance) (rate(host_disk_written_bytes_total[{window}]))", step),
            new(Figure.NetworkReceived, $$"""sum by (instance) (rate(host_network_receive_bytes_total{device!="lo"}[{{window}}]))""", step),
            new(Figure.NetworkSent, $$"""sum by (instance) (rate(host_network_transmit_bytes_total{device!="lo"}[{{window}}]))""", step),
            new(Figure.FilesystemUse, $"last_over_time(host_filesystem_utilization_ratio[{whole}])"),
            new(Figure.FilesystemSize, $"last_over_time(host_filesystem_size_bytes[{whole}])"),
        ];
    }

    /// <summary>The single checks of all targets, or the worst check of each window where they are too many.</summary>
    public static ReportQuery States(ReportPeriod period, double checks)
    {
        if (checks <= MostSingleChecks)
        {
            return new ReportQuery(Figure.States, $"probe_success[{Range(period.Length)}]");
        }

        var step = Seconds(Math.Max(period.Length.TotalSeconds / WindowsPerPeriod, ShortestStateWindow.TotalSeconds));
        return new ReportQuery(Figure.States, $"min_over_time(probe_success[{Range(step)}])", step);
    }

    /// <summary>Distance of the points of the charts.</summary>
    public static TimeSpan Step(ReportPeriod period) =>
        Seconds(Math.Max(period.Length.TotalSeconds / PointsPerChart, ShortestStep.TotalSeconds));

    /// <summary>
    /// The first time of a range query. Times count back from the end of the period, and each speaks for the step before
    /// it: so the newest data are in, and nothing from before the period is.
    /// </summary>
    public static DateTimeOffset FirstTime(ReportPeriod period, TimeSpan step) =>
        period.To - (Math.Ceiling(period.Length / step) - 1) * step;

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Ceiling(seconds));

    private static string Range(TimeSpan range) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(range.TotalSeconds):0}s");
}
