using PerfMonitor.Analysis.Recommendations;

namespace PerfMonitor.Analytics.Explain;

/// <summary>Where each measurement that recommendations rest on comes from, in PromQL. What speaks of an hour is measured only where there are samples of most of it.</summary>
internal static class MeasurementQueries
{
    public static IReadOnlyList<(string Field, string Expression)> All { get; } =
    [
        (Measurements.Cpu, "max(quantile_over_time(0.95, host_cpu_utilization_ratio[1h]) and host_cpu_utilization_ratio offset 50m)"),
        (Measurements.BusiestCore, "max(quantile_over_time(0.95, host_cpu_core_utilization_ratio[1h]) and host_cpu_core_utilization_ratio offset 50m)"),
        (Measurements.LoadPerCore, "max((avg_over_time(host_load1[1h]) and host_load1 offset 50m) / on (job, instance) count by (job, instance) (host_cpu_core_utilization_ratio))"),
        (Measurements.Memory, "max(host_memory_utilization_ratio)"),
        (Measurements.MemoryHours, "min(host_memory_available_bytes / (deriv(host_memory_used_bytes[1h]) > 0) and host_memory_used_bytes offset 50m) / 3600"),
        (Measurements.Swap, "max(host_swap_used_bytes / (host_swap_total_bytes > 0))"),
        (Measurements.Disk, "max(host_filesystem_utilization_ratio)"),
        (Measurements.DiskHours, "min(host_filesystem_available_bytes / (-deriv(host_filesystem_available_bytes[6h]) > 0) and host_filesystem_available_bytes offset 5h) / 3600"),
        (Measurements.DiskBusy, "max(rate(host_disk_io_time_seconds_total[1h]) and host_disk_io_time_seconds_total offset 50m)"),
        (Measurements.ProbeSeconds, "avg(avg_over_time(probe_duration_seconds[1h]) and probe_duration_seconds offset 50m)"),
        (Measurements.DnsSeconds, Phase("resolve")),
        (Measurements.HandshakeSeconds, Phase("connect|tls")),
        (Measurements.ServerSeconds, Phase("processing")),
        (Measurements.TransferSeconds, Phase("transfer")),
        (Measurements.ProbeErrors, "1 - avg(avg_over_time(probe_success[1h]) and probe_success offset 50m)"),
        (Measurements.CertificateDays, "(min(probe_ssl_earliest_cert_expiry) - time()) / 86400"),
        (Measurements.PoolUse, "max(sum without (db_client_connection_state) (db_client_connection_count{db_client_connection_state=\"used\"}) / db_client_connection_max)"),
        (Measurements.GcPause, "max(rate(dotnet_gc_pause_time_seconds_total[1h]) and dotnet_gc_pause_time_seconds_total offset 50m)"),
        (Measurements.Targets, "(count(probe_success) or vector(0))"),
    ];

    private static string Phase(string phases) => $"avg(sum without (phase) (avg_over_time(probe_http_duration_seconds{{phase=~\"{phases}\"}}[1h])))";
}
