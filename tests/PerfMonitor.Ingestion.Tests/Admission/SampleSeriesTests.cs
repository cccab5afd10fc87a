using System.Text;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Tests;

public sealed class SampleSeriesTests
{
    private readonly SeriesCatalogue _catalogue = new(new AdmissionOptions());
    private readonly SampleSeries _series = new();

    [Fact]
    public void The_time_of_receipt_stands_in_for_a_missing_one() =>
        Assert.Equal(["a 1 @1767614400000"], OtlpText.Lines(Take("""{"metric":"a","value":1}""")));

    [Fact]
    public void The_same_labels_written_differently_are_one_series()
    {
        var intake = Take("""[{"metric":"a","labels":{"x":"1","y":"2"},"value":1},{"metric":"a","labels":{"y":"2", "x":"\u0031"},"value":2,"timestamp":1767614400001},{"metric":"a","labels":{"x":"1","y":"2"},"value":3,"timestamp":1767614400002}]""");

        Assert.Single(intake.Samples.Select(sample => sample.Series).Distinct());
        Assert.Equal(1, _catalogue.Count);
    }

    [Fact]
    public void Names_and_labels_do_not_run_into_each_other()
    {
        Take("""[{"metric":"a","value":1},{"metric":"a","labels":{"b":"c"},"value":1},{"metric":"ab","labels":{},"value":1}]""");

        Assert.Equal(3, _catalogue.Count);
    }

    [Fact]
    public void A_series_let_go_is_admitted_anew()
    {
        var before = Take("""{"metric":"a","value":1}""").Samples[0].Series;
        _catalogue.Sweep(OtlpText.NowMs + 3_600_001);

        var after = Take("""{"metric":"a","value":1}""").Samples[0].Series;

        Assert.NotSame(before, after);
        Assert.Equal(1, _catalogue.Count);
    }

    [Fact]
    public void Refusals_keep_their_index_and_reason()
    {
        var intake = Take("""[{"metric":"a","value":1},{"metric":"a","value":2},{"metric":"a","value":1},{"metric":"","value":1},{"metric":"a","labels":{"x":1},"value":1},7]""");

        Assert.Equal([(5, RefusalReason.BadSample), (1, RefusalReason.Duplicate), (3, RefusalReason.BadMetricName), (4, RefusalReason.BadLabelValue)], intake.Details.Select(item => (item.Index, item.Refusal.Reason)));
        Assert.Equal((2, 4), (intake.Accepted, intake.Refused));
    }

    private Intake Take(string body)
    {
        var intake = new Intake(_catalogue, TimeWindow.Around(DateTimeOffset.FromUnixTimeMilliseconds(OtlpText.NowMs), new AdmissionOptions()));
        var bytes = Encoding.UTF8.GetBytes(body);
        _series.Take(SampleJson.Parse(bytes, lines: false, 100), bytes, intake);
        return intake;
    }
}
