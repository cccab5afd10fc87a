namespace PerfMonitor.Ingestion.Parsing;

/// <summary>Which message a remote-write body holds.</summary>
internal enum RemoteWriteVersion
{
    /// <summary><c>prometheus.WriteRequest</c> of remote write 1.0.</summary>
    V1,

    /// <summary><c>io.prometheus.write.v2.Request</c> of remote write 2.0.</summary>
    V2,
}
