using System.IO.Compression;
using System.Text;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Testing;

namespace PerfMonitor.Bench.Fuzzing;

/// <summary>What is mutated: pieces of real captures where they are at hand, and what every grammar has at its edges.</summary>
internal sealed class FuzzSeeds
{
    private const int MostLines = 12;

    private const string Edges = """
        # HELP a_total Help with \\ and \n.
        # TYPE a_total counter
        a_total{le="+Inf",p="C:\\tmp\n\"x\"",} 1.5e3 1395066363000
        b{} NaN
        c { x = "é" , y="," } -Inf 5
        d_total 12345678901234567890 # {trace_id="a b"} 0.5 1520879607.789
        # EOF
        """;

    private readonly string[] _lines;

    private FuzzSeeds(string[] lines, string source) => (_lines, Source) = (lines, source);

    /// <summary>Where the lines are from.</summary>
    public string Source { get; }

    /// <summary>Reads the captures of a folder, plain or gzip; without one only the edges are mutated.</summary>
    public static FuzzSeeds Load(string? folder)
    {
        var lines = Edges.Split('\n').ToList();
        var files = folder is null ? [] : Directory.GetFiles(folder);
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            using var text = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
            lines.AddRange(text.ReadToEnd().Split('\n'));
        }

        return new FuzzSeeds([.. lines], files.Length == 0 ? "built-in lines alone" : $"{files.Length} captures, {lines.Count} lines");
    }

    /// <summary>A few lines one after the other.</summary>
    public byte[] Text(Random random)
    {
        var (first, count) = (random.Next(_lines.Length), random.Next(1, MostLines));
        return Encoding.UTF8.GetBytes(string.Join('\n', _lines.Skip(first).Take(count)));
    }

    /// <summary>The samples of a few lines as a remote-write request.</summary>
    public byte[] RemoteWrite(Random random, RemoteWriteVersion version)
    {
        var series = new List<(List<TimeSeries.Label> Labels, double Value)>();
        var reader = new ExpositionReader(Text(random), openMetrics: false);
        for (var item = reader.Read(); item != ExpositionItem.End; item = reader.Read())
        {
            var labels = new List<TimeSeries.Label>();
            if (item == ExpositionItem.Sample && ExpositionLabels.Decode(reader.Series, labels) is null)
            {
                series.Add((labels, reader.Value));
            }
        }

        return RemoteWriteBody.Write(version, series, 1_395_066_363_000, describes: true);
    }

    /// <summary>A few lines packed.</summary>
    public byte[] Snappy(Random random) => SnappyPacker.Pack(Text(random));
}
