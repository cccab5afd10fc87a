namespace PerfMonitor.Analysis.Recommendations;

/// <summary>Measurements by name, as the rules of recommendation know them. What was not measured is absent.</summary>
public sealed class Measurements(IReadOnlyDictionary<string, double> values)
{
    /// <summary>Share of the processors in use, 0 to 1: the 95th percentile of the last hour, of the busiest host.</summary>
    public const string Cpu = "cpu_ratio_p95";

    /// <summary>The same of the busiest core.</summary>
    public const string BusiestCore = "core_ratio_p95";

    /// <summary>Tasks that run or wait, per core, mean of the last hour.</summary>
    public const string LoadPerCore = "load_per_core";

    /// <summary>Share of memory in use, 0 to 1.</summary>
    public const string Memory = "memory_ratio";

    /// <summary>Hours until memory is full, if it grows as in the last hour.</summary>
    public const string MemoryHours = "memory_hours_left";

    /// <summary>Share of swap in use, 0 to 1.</summary>
    public const string Swap = "swap_ratio";

    /// <summary>Share of the fullest file system in use, 0 to 1.</summary>
    public const string Disk = "disk_ratio";

    /// <summary>Hours until a file system is full, if it grows as in the last six hours.</summary>
    public const string DiskHours = "disk_hours_left";

    /// <summary>Share of the time in which the busiest disk works, 0 to 1.</summary>
    public const string DiskBusy = "disk_busy_ratio";

    /// <summary>Mean seconds of a probe, of the last hour.</summary>
    public const string ProbeSeconds = "probe_seconds";

    /// <summary>Of them, seconds to resolve the name.</summary>
    public const string DnsSeconds = "probe_dns_seconds";

    /// <summary>Of them, seconds to connect and to agree on TLS.</summary>
    public const string HandshakeSeconds = "probe_handshake_seconds";

    /// <summary>Of them, seconds until the first byte of the answer.</summary>
    public const string ServerSeconds = "probe_server_seconds";

    /// <summary>Of them, seconds to transfer the answer.</summary>
    public const string TransferSeconds = "probe_transfer_seconds";

    /// <summary>Share of failed probes of the last hour, 0 to 1.</summary>
    public const string ProbeErrors = "probe_error_ratio";

    /// <summary>Days until the first certificate ends.</summary>
    public const string CertificateDays = "certificate_days_left";

    /// <summary>Share of database connections in use of those the pool may have, 0 to 1, of the fullest pool.</summary>
    public const string PoolUse = "connection_pool_ratio";

    /// <summary>Share of the time that the garbage collector stops a process, 0 to 1, of the process stopped most.</summary>
    public const string GcPause = "gc_pause_ratio";

    /// <summary>Series in the catalogue, of as many as it may hold, 0 to 1.</summary>
    public const string Series = "series_ratio";

    /// <summary>Targets that are probed.</summary>
    public const string Targets = "targets";

    /// <summary>Objectives that are defined, PerfMonitor's own left out.</summary>
    public const string Objectives = "objectives";

    /// <summary>Alerts that have fired for longer than a day.</summary>
    public const string StaleAlerts = "stale_alerts";

    /// <summary>A measurement; null where there is none that is a number.</summary>
    public double? this[string name] => values.TryGetValue(name, out var value) && double.IsFinite(value) ? value : null;
}
