namespace PerfMonitor.Ingestion.Admission;

/// <summary>A series, the bytes that name it in a format, and a guess at what follows.</summary>
internal sealed class KnownSeries(byte[] key, Series series)
{
    public byte[] Key { get; } = key;

    public Series Series { get; } = series;

    /// <summary>What came after it in a request the last time; requests at work at once may overwrite each other's, which costs a look-up.</summary>
    public KnownSeries? Next { get; set; }
}
