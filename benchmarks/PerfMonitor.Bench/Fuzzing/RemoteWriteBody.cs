using System.Text;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Fuzzing;

/// <summary>Writes remote-write requests, one sample a series, and where wanted what is told of the metrics.</summary>
internal static class RemoteWriteBody
{
    public static byte[] Write(RemoteWriteVersion version, IReadOnlyList<(List<Label> Labels, double Value)> series, long timestampMs, bool describes)
    {
        using var writer = new WireWriter();
        var symbols = new Dictionary<string, uint>(StringComparer.Ordinal) { [""] = 0 };
        if (version == RemoteWriteVersion.V2)
        {
            writer.Bytes(4, []);
            foreach (var text in series.SelectMany(one => one.Labels).SelectMany(label => (string[])[label.Name, label.Value]))
            {
                if (symbols.TryAdd(text, (uint)symbols.Count))
                {
                    writer.Bytes(4, Encoding.UTF8.GetBytes(text));
                }
            }
        }

        foreach (var (labels, value) in series)
        {
            var begun = writer.Begin(version == RemoteWriteVersion.V2 ? 5 : 1);
            labels.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            if (version == RemoteWriteVersion.V2)
            {
                References(writer, labels, symbols);
            }
            else
            {
                Pairs(writer, labels);
            }

            var sample = writer.Begin(2);
            writer.Fixed64(1, BitConverter.DoubleToUInt64Bits(value));
            writer.Varint(2, (ulong)timestampMs);
            writer.End(sample);
            if (describes && version == RemoteWriteVersion.V2)
            {
                Describe(writer, symbols[labels[^1].Value]);
            }

            writer.End(begun);
            if (describes && version == RemoteWriteVersion.V1)
            {
                Describe(writer, Encoding.UTF8.GetBytes(labels[^1].Value));
            }
        }

        return writer.Written.ToArray();
    }

    private static void References(WireWriter writer, List<Label> labels, Dictionary<string, uint> symbols)
    {
        var list = writer.Begin(1);
        foreach (var label in labels)
        {
            writer.Raw(symbols[label.Name]);
            writer.Raw(symbols[label.Value]);
        }

        writer.End(list);
    }

    private static void Describe(WireWriter writer, uint symbol)
    {
        var metadata = writer.Begin(5);
        writer.Varint(1, symbol % 8);
        writer.Varint(3, symbol);
        writer.Varint(4, symbol / 2);
        writer.End(metadata);
    }

    private static void Describe(WireWriter writer, byte[] text)
    {
        var metadata = writer.Begin(3);
        writer.Varint(1, (ulong)text.Length % 8);
        foreach (var field in (int[])[2, 4, 5])
        {
            writer.Bytes(field, text);
        }

        writer.End(metadata);
    }

    private static void Pairs(WireWriter writer, List<Label> labels)
    {
        foreach (var label in labels)
        {
            var pair = writer.Begin(1);
            writer.Bytes(1, Encoding.UTF8.GetBytes(label.Name));
            writer.Bytes(2, Encoding.UTF8.GetBytes(label.Value));
            writer.End(pair);
        }
    }
}
