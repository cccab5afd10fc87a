using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

public sealed class SeriesNameTests
{
    private static readonly AdmissionOptions Limits = new() { MaximumLabels = 2, MaximumNameLength = 10, MaximumValueLength = 20 };

    [Theory]
    [InlineData("up", "")]
    [InlineData("job:up:sum", "")]
    [InlineData("_x9", "")]
    [InlineData("", "BadMetricName")]
    [InlineData("9x", "")]
    [InlineData("a-b.c d", "")]
    [InlineData("größe", "")]
    [InlineData("a\0", "BadMetricName")]
    [InlineData("a\n", "BadMetricName")]
    [InlineData("elevenchars", "BadMetricName")]
    public void Metric_names_follow_prometheus(string metric, string reason) => Assert.Equal(reason, Reason(LabelSet.Create(metric)));

    [Theory]
    [InlineData("code", "200", "")]
    [InlineData("code", "größer 😀", "")]
    [InlineData("a:b", "1", "")]
    [InlineData("1a", "1", "")]
    [InlineData("a.b", "1", "")]
    [InlineData("a\t", "1", "BadLabelName")]
    [InlineData("__x", "1", "BadLabelName")]
    [InlineData("__type__", "counter", "")]
    [InlineData("__unit__", "seconds", "")]
    [InlineData("a", "line\nand\ttab", "")]
    [InlineData("a", "x\0", "BadLabelValue")]
    [InlineData("elevenchars", "1", "LabelTooLong")]
    [InlineData("a", "twenty-one characters", "LabelTooLong")]
    public void Label_names_follow_prometheus(string name, string value, string reason) => Assert.Equal(reason, Reason(LabelSet.Create("up", new Label(name, value))));

    [Fact]
    public void The_number_of_labels_is_limited()
    {
        Assert.Equal("", Reason(LabelSet.Create("up", new Label("a", "1"), new Label("b", "2"))));
        Assert.Equal("TooManyLabels", Reason(LabelSet.Create("up", new Label("a", "1"), new Label("b", "2"), new Label("c", "3"))));
    }

    [Fact]
    public void The_reason_names_the_limit_and_shortens_what_it_quotes()
    {
        var refusal = SeriesName.Check(LabelSet.Create(new string('x', 5_000)), Limits);

        Assert.Equal($"the metric name '{new string('x', 60)}…' has 5000 characters; at most 10 are taken", refusal?.Detail);
    }

    [Fact]
    public void A_control_character_is_named() =>
        Assert.Equal("the metric name 'a?b' holds the control character U+001B", SeriesName.Check(LabelSet.Create("a\u001bb"), Limits)?.Detail);

    [Fact]
    public void Reasons_have_a_text_for_labels_and_answers() =>
        Assert.Equal(["bad_sample", "too_far_in_future", "metric_series_limit"], new[] { RefusalReason.BadSample, RefusalReason.TooFarInFuture, RefusalReason.MetricSeriesLimit }.Select(reason => reason.Text()));

    [Fact]
    public void A_NUL_in_a_value_is_named_with_its_place() => Assert.Equal(
        "the value of label 'path' holds the control character U+0000 at character 3", SeriesName.Check(LabelSet.Create("up", new Label("path", "ab\0")), Limits)?.Detail);

    private static string Reason(LabelSet labels) => SeriesName.Check(labels, Limits)?.Reason.ToString() ?? "";
}
