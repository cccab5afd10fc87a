using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>What the receivers take in one request, and where they listen (section <c>Receivers</c>).</summary>
internal sealed class ReceiverOptions
{
    /// <summary>
    /// Further addresses to listen on, such as <c>http://0.0.0.0:4318</c>, separated by semicolons. Requests over anything but loopback need an API key. Default none.
    /// </summary>
    public string Listen { get; init; } = "";

    /// <summary>Largest body as it comes over the wire, in bytes. Default 16 MB.</summary>
    [Range(1_024, 1_024 * 1_024 * 1_024)]
    public int MaximumBodyBytes { get; init; } = 16 * 1_024 * 1_024;

    /// <summary>Largest body once unpacked, in bytes. Default 64 MB.</summary>
    [Range(1_024, 1_024 * 1_024 * 1_024)]
    public int MaximumUnpackedBytes { get; init; } = 64 * 1_024 * 1_024;

    /// <summary>How many times larger than its packed form a body may unpack, looked at from the first megabyte on. Default 250; metrics reach 10 to 50.</summary>
    [Range(2, 100_000)]
    public int MaximumPackingRatio { get; init; } = 250;

    /// <summary>Memory for bodies of all requests together, in bytes; beyond it senders are told to come again. Default 256 MB.</summary>
    [Range(1_024 * 1_024, long.MaxValue)]
    public long MaximumBufferedBytes { get; init; } = 256L * 1_024 * 1_024;

    /// <summary>Most samples (of OTLP: metrics, points and buckets together) in one request. Default 1,000,000.</summary>
    [Range(1, 100_000_000)]
    public int MaximumElements { get; init; } = 1_000_000;
}
