using PerfMonitor.Ingestion.Descriptions;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>What a remote-write message tells of a metric, its texts as ranges of the request; the name is empty in 2.0, where it is that of the series.</summary>
internal readonly record struct RemoteWriteMetadata(int Type, ByteRange Name, ByteRange Help, ByteRange Unit)
{
    /// <summary>Reads the MetricMetadata of a 1.0 request.</summary>
    /// <exception cref="MalformedPayloadException">It cannot be read.</exception>
    public static RemoteWriteMetadata ReadFirst(WireReader reader)
    {
        var metadata = default(RemoteWriteMetadata);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field is 2 or 4 or 5)
            {
                reader.Expect(WireType.LengthDelimited, type, field);
            }

            switch (field)
            {
                case 1:
                    metadata = metadata with { Type = ReadType(ref reader, type) };
                    break;
                case 2:
                    metadata = metadata with { Name = reader.Range() };
                    break;
                case 4:
                    metadata = metadata with { Help = reader.Range() };
                    break;
                case 5:
                    metadata = metadata with { Unit = reader.Range() };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return metadata;
    }

    /// <summary>Reads the Metadata of a series of a 2.0 request, whose texts are symbols.</summary>
    /// <exception cref="MalformedPayloadException">It cannot be read.</exception>
    public static RemoteWriteMetadata ReadSecond(WireReader reader, RemoteWriteSeries series)
    {
        var metadata = default(RemoteWriteMetadata);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field is 3 or 4)
            {
                reader.Expect(WireType.Varint, type, field);
            }

            switch (field)
            {
                case 1:
                    metadata = metadata with { Type = ReadType(ref reader, type) };
                    break;
                case 3:
                    metadata = metadata with { Help = series.Symbol(ref reader) };
                    break;
                case 4:
                    metadata = metadata with { Unit = series.Symbol(ref reader) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return metadata;
    }

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

    private static int ReadType(ref WireReader reader, WireType type)
    {
        reader.Expect(WireType.Varint, type, 1);
        return (int)Math.Min(reader.Varint(), int.MaxValue);
    }

    private static void Note(ReadOnlySpan<byte> body, ReadOnlySpan<char> metric, MetricFact fact, ByteRange text, MetricDescriptions descriptions)
    {
        if (text.Length > 0)
        {
            descriptions.Note(metric, fact, body.Slice(text.Start, text.Length));
        }
    }
}
