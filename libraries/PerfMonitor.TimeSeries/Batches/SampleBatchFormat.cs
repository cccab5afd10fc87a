namespace PerfMonitor.TimeSeries;

/// <summary>What writer and reader of a batch share.</summary>
internal static class SampleBatchFormat
{
    /// <summary>"PMB" and the version of the layout.</summary>
    public static ReadOnlySpan<byte> Magic => "PMB\u0001"u8;

    /// <summary>The smallest well-formed batch: magic, time, two zero counts, checksum.</summary>
    public const int MinimumLength = 4 + 8 + 1 + 1 + 4;
}
