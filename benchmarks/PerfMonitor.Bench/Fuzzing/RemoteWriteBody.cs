using System.Text;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Fuzzing;

/// <summary>Writes remote-write requests, one sample a series.</summary>
internal static class RemoteWriteBody
{
    public static byte[] Write(RemoteWriteVersion version, IReadOnlyList<(List<Label> Labels, double Value)> series, long timestampMs)
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
            writer.End(begun);
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
