using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Fuzzing;

/// <summary>A parser under attack: how to make an input, and what must hold of whatever it is given.</summary>
/// <param name="Name">What it is called in the output.</param>
/// <param name="Seed">Makes an input before mutation.</param>
/// <param name="Feed">Reads it; says whether it was taken. Anything but a refusal with a place is a finding.</param>
internal sealed record FuzzTarget(string Name, Func<FuzzSeeds, Random, byte[]> Seed, Func<byte[], bool> Feed)
{
    private const int MaximumElements = 100_000;
    private const int MaximumUnpacked = 1_024 * 1_024;

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("text", static (seeds, random) => seeds.Text(random), static bytes => Text(bytes, openMetrics: false)),
        new("openmetrics", static (seeds, random) => seeds.Text(random), static bytes => Text(bytes, openMetrics: true)),
        new("remote-write-1", static (seeds, random) => seeds.RemoteWrite(random, RemoteWriteVersion.V1), static bytes => RemoteWrite(bytes, RemoteWriteVersion.V1)),
        new("remote-write-2", static (seeds, random) => seeds.RemoteWrite(random, RemoteWriteVersion.V2), static bytes => RemoteWrite(bytes, RemoteWriteVersion.V2)),
        new("snappy", static (seeds, random) => seeds.Snappy(random), Unpack),
    ];

    private static bool Text(byte[] bytes, bool openMetrics)
    {
        var reader = new ExpositionReader(bytes, openMetrics);
        var (items, taken, line) = (0, 0, 0);
        for (var item = reader.Read(); item != ExpositionItem.End; item = reader.Read())
        {
            Require(++items <= bytes.Length && reader.Line > line, "a reader that does not move on");
            line = reader.Line;
            if (item == ExpositionItem.Broken)
            {
                Require(reader.Refusal.Detail.StartsWith("column ", StringComparison.Ordinal), "a broken line without its place");
                continue;
            }

            if (item == ExpositionItem.Description)
            {
                Require(reader.Comment.Metric.Length > 0, "a description of nothing");
                continue;
            }

            var labels = new List<Label>();
            if (ExpositionLabels.Decode(reader.Series, labels) is null)
            {
                Require(LabelSet.Create(labels).Metric.Length > 0, "a series without a name");
                taken++;
            }
        }

        return taken > 0;
    }

    private static bool RemoteWrite(byte[] bytes, RemoteWriteVersion version)
    {
        var (series, descriptions) = (new RemoteWriteSeries(), new MetricDescriptions());
        var reader = new RemoteWriteReader(bytes, version, MaximumElements, series);
        var taken = 0;
        while (reader.Read())
        {
            series.Metadata?.Note(bytes, "a", descriptions);
            if (RemoteWriteLabels.Decode(series.Labels, out var refusal) is { } labels)
            {
                Require(labels.Metric.Length > 0, "a series without a name");
                taken++;
            }
            else
            {
                Require(refusal.Detail.Length > 0, "a refusal without a reason");
            }
        }

        foreach (var metadata in series.Described)
        {
            metadata.Note(bytes, "b", descriptions);
        }

        Require(descriptions.TakeDue(0).All(static info => info.Type.Length > 0), "a description without a type");
        return taken > 0;
    }

    private static bool Unpack(byte[] bytes)
    {
        var length = Snappy.UnpackedLength(bytes);
        if (length > MaximumUnpacked)
        {
            return false;
        }

        Snappy.Unpack(bytes, new byte[length]);
        return true;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Found {otherwise}.");
        }
    }
}
