namespace PerfMonitor.Reporting.Reports;

/// <summary>What a report asks analytics for; <see cref="ReportQueries"/> has the expression of each.</summary>
internal enum Figure
{
    /// <summary>The share of a target's checks that succeeded.</summary>
    Uptime,

    /// <summary>How many checks of a target ran.</summary>
    Checks,

    /// <summary>Each check of a target: 1 it succeeded, 0 it failed.</summary>
    States,

    /// <summary>The median response time of a target.</summary>
    ResponseMedian,

    /// <summary>The response time 95 of 100 checks of a target stayed below.</summary>
    ResponseP95,

    /// <summary>The longest response time of a target.</summary>
    ResponseMaximum,

    /// <summary><see cref="ResponseMedian"/> over time.</summary>
    ResponseMedianOverTime,

    /// <summary><see cref="ResponseP95"/> over time.</summary>
    ResponseP95OverTime,

    /// <summary>When a target's certificate ends, in Unix seconds.</summary>
    CertificateEnd,

    /// <summary>Mean processor use of a host over time, 0 to 1.</summary>
    ProcessorMean,

    /// <summary>Peak processor use of a host over time, 0 to 1.</summary>
    ProcessorPeak,

    /// <summary>Memory in use on a host over time, in bytes.</summary>
    MemoryUsed,

    /// <summary>Memory of a host, in bytes.</summary>
    MemoryTotal,

    /// <summary>Bytes per second read from a host's disks over time.</summary>
    DiskRead,

    /// <summary>Bytes per second written to a host's disks over time.</summary>
    DiskWritten,

    /// <summary>Bytes per second a host received over time, loopback aside.</summary>
    NetworkReceived,

    /// <summary>Bytes per second a host sent over time, loopback aside.</summary>
    NetworkSent,

    /// <summary>How full each file system of a host was at the end, 0 to 1.</summary>
    FilesystemUse,

    /// <summary>How large each file system of a host was at the end, in bytes.</summary>
    FilesystemSize,
}
