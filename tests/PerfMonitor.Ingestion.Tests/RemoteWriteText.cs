using System.Globalization;
using System.Text;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Tests;

/// <summary>
/// Remote-write requests from lines such as <c>__name__=up job=a : 1@1000 2@2000 h@3000 e@1</c>: labels in the order given, then samples,
/// native histograms (<c>h</c>) and exemplars (<c>e</c>). Of metadata 1.0 has entries, <c># up</c> or <c># up seconds How long.</c>, and 2.0 a
/// part of each series, <c> # seconds How long.</c> at the end of its line.
/// </summary>
internal static class RemoteWriteText
{
    public const string FirstType = "application/x-protobuf";
    public const string SecondType = "application/x-protobuf;proto=io.prometheus.write.v2.Request";

    public static byte[] Request(RemoteWriteVersion version, params string[] lines)
    {
        using var writer = new WireWriter();
        if (version == RemoteWriteVersion.V2)
        {
            Second(writer, lines);
        }
        else
        {
            First(writer, lines);
        }

        return writer.Written.ToArray();
    }

    private static void First(WireWriter writer, string[] lines)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith('#'))
            {
                Nested(writer, 3, () =>
                {
                    var parts = line.Split(' ', 4);
                    writer.Varint(1, 2);
                    writer.Bytes(2, Encoding.UTF8.GetBytes(parts[1]));
                    if (parts.Length == 4)
                    {
                        writer.Bytes(4, Encoding.UTF8.GetBytes(parts[3]));
                        writer.Bytes(5, Encoding.UTF8.GetBytes(parts[2]));
                    }
                });
                continue;
            }

            Nested(writer, 1, () =>
            {
                foreach (var (name, value) in Labels(line))
                {
                    Nested(writer, 1, () =>
                    {
                        writer.Bytes(1, Encoding.UTF8.GetBytes(name));
                        writer.Bytes(2, Encoding.UTF8.GetBytes(value));
                    });
                }

                Points(writer, line, histogram: 4, exemplar: 3);
            });
        }
    }

    private static void Second(WireWriter writer, string[] lines)
    {
        var symbols = new List<string> { "" };
        foreach (var symbol in lines.SelectMany(Labels).SelectMany(label => (string[])[label.Name, label.Value]).Concat(lines.SelectMany(Told)).Distinct().Where(text => text.Length > 0))
        {
            symbols.Add(symbol);
        }

        foreach (var symbol in symbols)
        {
            writer.Bytes(4, Encoding.UTF8.GetBytes(symbol));
        }

        foreach (var line in lines)
        {
            Nested(writer, 5, () =>
            {
                Nested(writer, 1, () =>
                {
                    foreach (var (name, value) in Labels(line))
                    {
                        writer.Raw((uint)symbols.IndexOf(name));
                        writer.Raw((uint)symbols.IndexOf(value));
                    }
                });
                Points(writer, line, histogram: 3, exemplar: 4);
                Nested(writer, 5, () =>
                {
                    writer.Varint(1, 1);
                    if (Told(line) is [var unit, var help])
                    {
                        writer.Varint(3, (ulong)symbols.IndexOf(help));
                        writer.Varint(4, (ulong)symbols.IndexOf(unit));
                    }
                });
                writer.Varint(6, 1);
            });
        }
    }

    private static IEnumerable<(string Name, string Value)> Labels(string line) =>
        line.Split(" : ")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(label => (label.Split('=')[0], label.Split('=')[1]));

    private static string[] Told(string line) => line.Split(" # ") is [_, var told] ? told.Split(' ', 2) : [];

    private static void Points(WireWriter writer, string line, int histogram, int exemplar)
    {
        foreach (var point in line.Split(" # ")[0].Split(" : ")[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(point => point.Split('@')))
        {
            var field = point[0] switch { "h" => histogram, "e" => exemplar, _ => 2 };
            Nested(writer, field, () =>
            {
                if (field == 2)
                {
                    var value = point[0] == "stale" ? TimeSeries.StaleMarker.Value : double.Parse(point[0], CultureInfo.InvariantCulture);
                    writer.Fixed64(1, BitConverter.DoubleToUInt64Bits(value));
                    writer.Varint(2, (ulong)long.Parse(point[1], CultureInfo.InvariantCulture));
                }
            });
        }
    }

    private static void Nested(WireWriter writer, int field, Action content)
    {
        var begun = writer.Begin(field);
        content();
        writer.End(begun);
    }
}
