using PerfMonitor.Ingestion.Descriptions;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>What a remote-write message tells of a metric, its texts as ranges of the request; the name is empty in 2.0, where it is that of the series.</summary>
internal readonly record struct RemoteWriteMetadata(int Type, ByteRange Name, ByteRange Help, ByteRange Unit)
{
    /// <summary>Whether the metric has several series for one thing: a histogram, or a summary.</summary>
    public bool HasParts => Type is 3 or 4 or 5;

    /// <summary>Hands on what is told of a metric.</summary>
    public void Note(ReadOnlySpan<byte> body, ReadOnlySpan<char> metric, MetricDescriptions descriptions)
    {
        descriptions.Note(metric, MetricFact.Type, TypeText);
        Note(body, metric, MetricFact.Help, Help, descriptions);
        Note(body, metric, MetricFact.Unit, Unit, descriptions);
    }

    // The enumeration MetricType, the same in both versions.
    private ReadOnlySpan<byte> TypeText => Type switch
    {
        1 => "counter"u8,
        2 => "gauge"u8,
        3 => "histogram"u8,
        4 => "gaugehistogram"u8,
        5 => "summary"u8,
        6 => "info"u8,
        7 => "stateset"u8,
        _ => "unknown"u8,
    };

    private static void Note(ReadOnlySpan<byte> body, ReadOnlySpan<char> metric, MetricFact fact, ByteRange text, MetricDescriptions descriptions)
    {
        if (text.Length > 0)
        {
            descriptions.Note(metric, fact, body.Slice(text.Start, text.Length));
        }
    }
}
