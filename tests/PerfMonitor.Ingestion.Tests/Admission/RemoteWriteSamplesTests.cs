using System.Globalization;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Tests;

public sealed class RemoteWriteSamplesTests
{
    private const string A = "__name__=a job=x";
    private const string B = "__name__=b job=x";
    private const string LongerB = "__name__=b job=x zone=1";

    private readonly SeriesCatalogue _catalogue = new(new AdmissionOptions());
    private readonly RemoteWriteSamples _samples = new(new MetricDescriptions());

    public static TheoryData<string[], string[]> Orders => new()
    {
        { [A, B], [A, B] },
        { [A, B], [B, A] },
        { [A, B], [A, LongerB] },
        { [A, LongerB], [A, B] },
        { [A, B], [A, A, B] },
        { [A, B], [A] },
        { [A, B, A, LongerB], [A, LongerB, A, B] },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Series_are_told_apart_whatever_order_they_came_in_before(string[] first, string[] then)
    {
        foreach (var version in (RemoteWriteVersion[])[RemoteWriteVersion.V1, RemoteWriteVersion.V2])
        {
            Take(version, 1, first);
            Take(version, 2, first);

            Assert.Equal(then.Select(Named), Take(version, 3, then).Samples.Select(sample => sample.Series.Labels.ToString()));
        }
    }

    [Fact]
    public void A_label_behind_the_samples_still_counts()
    {
        Take(RemoteWriteVersion.V1, 1, A, B);
        using var writer = new WireWriter();
        writer.Bytes(1, Message(A, 2));
        var series = Message(B, 2);
        using var late = new WireWriter();
        late.Bytes(1, Label("zone"u8, "1"u8));
        writer.Bytes(1, [.. series, .. late.Written.Span]);

        Assert.Equal([Named(A), Named(LongerB)], Take(writer.Written.Span, RemoteWriteVersion.V1).Samples.Select(sample => sample.Series.Labels.ToString()));
    }

    [Fact]
    public void A_series_let_go_is_admitted_anew_where_it_was_expected()
    {
        var before = Take(RemoteWriteVersion.V1, 1, A, B).Samples[1].Series;
        _catalogue.Sweep(OtlpText.NowMs + 3_600_001);

        var after = Take(RemoteWriteVersion.V1, 2, A, B).Samples[1].Series;

        Assert.NotSame(before, after);
        Assert.Equal(2, _catalogue.Count);
    }

    [Fact]
    public void Late_and_repeated_samples_are_told_apart_within_a_request_and_beyond()
    {
        Take(RemoteWriteVersion.V1, "__name__=a : 1@5");

        var intake = Take(RemoteWriteVersion.V1, "__name__=a : 1@7", "__name__=b : 1@7 1@6 1@6 2@7 1@8 1@8", "__name__=a : 1@6 1@5 1@7 3@6");

        Assert.Equal(["a 1@7", "b 1@7", "b 1@6", "b 1@8", "a 1@6", "a 1@5"], intake.Samples.Select(sample => $"{sample.Series.Labels} {sample.Sample.Value}@{sample.Sample.TimestampMs - OtlpText.NowMs}"));
        Assert.Equal([(NotedSample.OutOfOrder, 3), (NotedSample.Repeated, 3)], intake.Noted);
        Assert.Equal([(1, RefusalReason.Duplicate), (2, RefusalReason.Duplicate)], intake.Details.Select(item => (item.Index, item.Refusal.Reason)));
    }

    private static string Named(string labels) => RemoteWriteLabels.Decode(LabelsOf(labels), out _)!.ToString();

    private static byte[] LabelsOf(string labels)
    {
        var series = new RemoteWriteSeries();
        var reader = new RemoteWriteReader(RemoteWriteText.Request(RemoteWriteVersion.V1, $"{labels} : 1@1"), RemoteWriteVersion.V1, 100, series);
        Assert.True(reader.Read());
        return series.Labels.ToArray();
    }

    private static byte[] Label(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        using var writer = new WireWriter();
        writer.Bytes(1, name);
        writer.Bytes(2, value);
        return writer.Written.ToArray();
    }

    private static byte[] Message(string labels, long offsetMs)
    {
        var reader = new WireReader(RemoteWriteText.Request(RemoteWriteVersion.V1, $"{labels} : 1@{OtlpText.NowMs + offsetMs}"));
        Assert.True(reader.TryReadTag(out _, out _));
        return reader.Bytes().ToArray();
    }

    private Intake Take(RemoteWriteVersion version, long offsetMs, params string[] series) => Take(version, [.. series.Select((labels, index) => $"{labels} : 1@{offsetMs + index}")]);

    private Intake Take(RemoteWriteVersion version, params string[] lines) =>
        Take(RemoteWriteText.Request(version, [.. lines.Select(static line => string.Join(' ', line.Split(' ').Select(Shifted)))]), version);

    private Intake Take(ReadOnlySpan<byte> body, RemoteWriteVersion version)
    {
        var intake = new Intake(_catalogue, TimeWindow.Around(DateTimeOffset.FromUnixTimeMilliseconds(OtlpText.NowMs), new AdmissionOptions()));
        _samples.Take(body, version, 100, intake);
        return intake;
    }

    // Times count from now.
    private static string Shifted(string word) => word.Split('@') is [var value, var offset] ? $"{value}@{OtlpText.NowMs + long.Parse(offset, CultureInfo.InvariantCulture)}" : word;
}
