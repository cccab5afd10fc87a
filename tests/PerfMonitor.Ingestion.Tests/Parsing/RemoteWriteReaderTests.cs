using System.Globalization;
using System.Text;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Testing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

public sealed class RemoteWriteReaderTests
{
    private const string Up = "__name__=up instance=b:9090 job=a : 1@1000 0@2000";

    [Theory]
    [InlineData(RemoteWriteVersion.V1)]
    [InlineData(RemoteWriteVersion.V2)]
    internal void Both_versions_hold_the_same_series(RemoteWriteVersion version)
    {
        var (lines, series) = Read(RemoteWriteText.Request(version, Up, "__name__=x : stale@3000 h@1 h@2 e@1", "__name__=y é=ü : NaN@-1 -Infinity@4000"), version);

        Assert.Equal(
        [
            """0 up{instance="b:9090",job="a"} 1@1000 0@2000""",
            "1 x stale@3000 h2",
            """2 y{é="ü"} NaN@-1 -Infinity@4000""",
        ], lines);
        Assert.Equal(1, series.Exemplars);
    }

    [Fact]
    public void Metadata_is_read()
    {
        var first = RemoteWriteText.Request(RemoteWriteVersion.V1, "# up", Up, "# x seconds How long. ü");
        var second = RemoteWriteText.Request(RemoteWriteVersion.V2, Up, Up + " # seconds How long. ü");

        Assert.Equal(["2 up '' ''", "2 x 'How long. ü' 'seconds'"], Read(first, RemoteWriteVersion.V1).Series.Described.Select(metadata => Show(metadata, first)));
        Assert.Equal("1  'How long. ü' 'seconds'", Show(Read(second, RemoteWriteVersion.V2).Series.Metadata!.Value, second));
    }

    private static string Show(RemoteWriteMetadata metadata, byte[] body)
    {
        return $"{metadata.Type} {Text(metadata.Name)} '{Text(metadata.Help)}' '{Text(metadata.Unit)}'";

        string Text(ByteRange range) => Encoding.UTF8.GetString(body, range.Start, range.Length);
    }

    [Fact]
    public void Symbols_may_come_last_and_references_one_by_one()
    {
        using var writer = new WireWriter();
        var series = writer.Begin(5);
        foreach (var reference in (ulong[])[1, 2])
        {
            writer.Varint(1, reference);
        }

        writer.End(series);
        writer.Bytes(4, ""u8);
        writer.Bytes(4, "__name__"u8);
        writer.Bytes(4, "up"u8);

        Assert.Equal(["0 up"], Read(writer.Written.ToArray(), RemoteWriteVersion.V2).Lines);
    }

    [Theory]
    [InlineData(RemoteWriteVersion.V1, "0A 04 0A 03 0A 01", "(byte 3, in timeseries[0])")]
    [InlineData(RemoteWriteVersion.V1, "0A 00 0A 02 12 05", "(byte 5, in timeseries[1])")]
    [InlineData(RemoteWriteVersion.V1, "0A 05 12 03 09 00 00", "(byte 5, in timeseries[0])")]
    [InlineData(RemoteWriteVersion.V1, "0A 04 12 02 08 01", "field 1 with wire type 0 where 1 belongs (byte 5, in timeseries[0])")]
    [InlineData(RemoteWriteVersion.V1, "08 01", "field 1 with wire type 0 where 2 belongs (byte 1)")]
    [InlineData(RemoteWriteVersion.V1, "22 00 2A 00", "field 4, which only a 2.0 request has")]
    [InlineData(RemoteWriteVersion.V2, "22 00 0A 00", "field 1, which only a 1.0 request has")]
    [InlineData(RemoteWriteVersion.V2, "22 01 61", "The first symbol is not the empty string, which 2.0 reserves it for (byte 2, in symbols[0])")]
    [InlineData(RemoteWriteVersion.V2, "22 00 2A 04 0A 02 00 01", "a reference to symbol 1, of 1 (byte 7, in timeseries[0])")]
    [InlineData(RemoteWriteVersion.V2, "22 00 2A 03 0A 01 00", "an odd number of label references, which come in pairs (byte 7, in timeseries[0])")]
    [InlineData(RemoteWriteVersion.V2, "22 00 2A 02 08 00", "an odd number of label references, which come in pairs (byte 6, in timeseries[0])")]
    internal void What_is_malformed_is_named_with_its_place(RemoteWriteVersion version, string hex, string named)
    {
        var body = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        var refusal = Assert.Throws<MalformedPayloadException>(() => Read(body, version));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.TooLarge);
    }

    [Theory]
    [InlineData(RemoteWriteVersion.V1, 3)]
    [InlineData(RemoteWriteVersion.V2, 11)]
    internal void Only_so_many_elements_are_taken(RemoteWriteVersion version, int elements)
    {
        var body = RemoteWriteText.Request(version, Up);

        Read(body, version, elements);
        Assert.True(Assert.Throws<MalformedPayloadException>(() => Read(body, version, elements - 1)).TooLarge);
    }

    [Theory]
    [InlineData("__name__=up b=1 a=1", "the labels are out of order: 'a' after 'b'")]
    [InlineData("__name__=up a=1 a=1", "the label 'a' is given twice")]
    [InlineData("a=1", "the label __name__ is missing")]
    [InlineData("__name__= a=1", "the label __name__ is missing")]
    [InlineData("=x __name__=up", "label 1 has no name")]
    public void Labels_that_name_no_series_are_refused(string labels, string detail)
    {
        var body = RemoteWriteText.Request(RemoteWriteVersion.V1, $"{labels} : 1@1");
        var series = new RemoteWriteSeries();
        var reader = new RemoteWriteReader(body, RemoteWriteVersion.V1, 100, series);
        Assert.True(reader.Read());

        Assert.Null(RemoteWriteLabels.Decode(series.Labels, out var refusal));
        Assert.Equal(detail, refusal.Detail);
    }

    // What a Prometheus 2.42 sent for its node exporter: bodies as they came over the wire.
    [Theory]
    [InlineData("samples", 150, 0, "go_gc_duration_seconds{instance=\"127.0.0.1:29302\",job=\"node\",quantile=\"0\"}")]
    [InlineData("metadata", 0, 40, null)]
    [InlineData("stale", 150, 0, "stale@")]
    public void Bodies_of_a_real_Prometheus_are_read(string name, int samples, int metadata, string? part)
    {
        var packed = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "testdata", "remote-write", $"{name}.snappy"));
        var body = new byte[Snappy.UnpackedLength(packed)];
        Snappy.Unpack(packed, body);

        var (lines, series) = Read(body, RemoteWriteVersion.V1);

        Assert.Equal((samples, metadata), (lines.Count, series.Described.Count));
        Assert.True(part is null || lines.Exists(line => line.Contains(part, StringComparison.Ordinal)));
        Assert.Equal(body, Repacked(body));
    }

    private static byte[] Repacked(byte[] body)
    {
        var packed = SnappyPacker.Pack(body);
        var again = new byte[Snappy.UnpackedLength(packed)];
        Snappy.Unpack(packed, again);
        return again;
    }

    private static (List<string> Lines, RemoteWriteSeries Series) Read(byte[] body, RemoteWriteVersion version, int maximumElements = 1_000)
    {
        var series = new RemoteWriteSeries();
        var lines = new List<string>();
        var reader = new RemoteWriteReader(body, version, maximumElements, series);
        while (reader.Read())
        {
            var labels = RemoteWriteLabels.Decode(series.Labels, out var refusal)?.ToString() ?? refusal.Detail;
            var points = series.Samples.Select(sample =>
                $" {(StaleMarker.Is(sample.Value) ? "stale" : sample.Value.ToString(CultureInfo.InvariantCulture))}@{sample.TimestampMs.ToString(CultureInfo.InvariantCulture)}");
            lines.Add($"{series.Index} {labels}{string.Concat(points)}{(series.Histograms > 0 ? $" h{series.Histograms}" : "")}");
        }

        return (lines, series);
    }
}
