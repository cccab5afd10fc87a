using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Tests.Evaluation;

public sealed class AnnotationTests
{
    [Theory]
    [InlineData("rate(gauge[5m])", "", "PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: \"gauge\" (1:6)")]
    [InlineData("increase(hits_total[5m])", "", "")]
    [InlineData("rate(typed{__type__=\"counter\"}[5m])", "", "")]
    [InlineData("quantile(1.5, gauge)", "PromQL warning: quantile value should be between 0 and 1, got 1.5 (1:10)", "")]
    [InlineData("quantile_over_time(-1, gauge[5m])", "PromQL warning: quantile value should be between 0 and 1, got -1 (1:20)", "")]
    [InlineData("histogram_quantile(NaN, nothing)", "PromQL warning: quantile value should be between 0 and 1, got NaN (1:20)", "")]
    [InlineData("sum(\n  histogram_quantile(0.5, gauge))", "PromQL warning: bucket label \"le\" is missing or has a malformed value of \"\" for metric name \"gauge\" (2:27)", "")]
    [InlineData("limit_ratio(2, gauge)", "PromQL warning: ratio value should be between -1 and 1, got 2, capping to 1 (1:13)", "")]
    public async Task A_doubtful_answer_says_so_with_the_place(string query, string warning, string info)
    {
        var source = new MemorySeriesSource();
        foreach (long time in (long[])[0, 60_000, 120_000])
        {
            source.Add(LabelSet.Create("gauge"), time, time);
            source.Add(LabelSet.Create("hits_total"), time, time);
            source.Add(LabelSet.Create("typed", new Label("__type__", "counter")), time, time);
        }

        var result = await PromQuery.Parse(query).InstantAsync(source, 120_000, new EvaluationOptions { EnableExperimentalFunctions = true }, TestContext.Current.CancellationToken);

        Assert.Equal(warning, string.Join("; ", result.Warnings));
        Assert.Equal(info, string.Join("; ", result.Infos));
    }
}
