using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Tests.Evaluation;

/// <summary>What comparing with a running Prometheus (<c>promql-differential</c>) found, each mended.</summary>
public sealed class DifferentialFindingsTests
{
    private const string ManyResults = "multiple matches for labels: grouping labels must ensure unique matches";

    [Theory]
    // An infinity beyond which nothing lies wins over NaN.
    [InlineData("clamp(one, Inf, NaN)", "{job=\"x\"} +Inf")]
    [InlineData("clamp_max(one, NaN)", "{job=\"x\"} NaN")]
    [InlineData("clamp_min(one / 0, NaN)", "{job=\"x\"} +Inf")]
    [InlineData("clamp_max(one / -0, NaN)", "{job=\"x\"} -Inf")]
    // The label of the values goes where grouping takes it away.
    [InlineData("count_values without (job) (\"job\", one)", "{} 1")]
    [InlineData("count_values without (instance) (\"__name__\", one)", "{job=\"x\"} 1")]
    [InlineData("count_values without (instance) (\"job\", one)", "{job=\"1\"} 1")]
    [InlineData("count_values by (job) (\"job\", one)", "{job=\"1\"} 1")]
    // A matcher before the first value of a label does not take it away, one after it does.
    [InlineData("absent(nothing{job!=\"y\", job=\"x\"})", "{job=\"x\"} 1")]
    [InlineData("absent(nothing{job=\"x\", job!=\"y\"})", "{} 1")]
    [InlineData("absent(nothing{job=\"x\", job=\"x\"})", "{} 1")]
    [InlineData("absent_over_time(nothing{job=~\"x\", job=\"x\"}[1m])", "{job=\"x\"} 1")]
    // Nothing reaches a rank that is NaN.
    [InlineData("histogram_quantile(0, h_bucket / 0)", "{} 2")]
    [InlineData("histogram_quantile(0.5, h_bucket)", "{} 1")]
    [InlineData("histogram_quantile(0.5, h_bucket * NaN)", "{} 2")]
    // What is never smoothed may be smoothed by any factor.
    [InlineData("double_exponential_smoothing(nothing[1m], 0, 2)", "")]
    public async Task It_answers_what_Prometheus_answers(string query, string answer) => Assert.Equal(answer, await AnswerAsync(query));

    [Theory]
    [InlineData("double_exponential_smoothing(one[1m], 0, 0.5)", "invalid smoothing factor. Expected: 0 < sf < 1, got: 0.000000")]
    [InlineData("double_exponential_smoothing(one[1m], 0.5, 1)", "invalid trend factor. Expected: 0 < tf < 1, got: 1.000000")]
    // Only one of the two passes the comparison, which does not make it sound.
    [InlineData("two > on (job) group_left (instance) one", ManyResults)]
    [InlineData("two > bool on (job) group_left (instance) one", ManyResults)]
    [InlineData("{instance=\"b\"} > bool on (job) group_left () one", ManyResults)]
    [InlineData("clamp(two * on () two, scalar(topk(NaN, one)), 1)", "found duplicate series for the match group {} on the right hand-side of the operation: [{__name__=\"two\", instance=\"a\", job=\"x\"}, {__name__=\"two\", instance=\"b\", job=\"x\"}];many-to-many matching not allowed: matching labels must be unique on one side")]
    public async Task It_refuses_what_Prometheus_refuses(string query, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<PromEvaluationException>(() => AnswerAsync(query))).Message);

    [Fact]
    public async Task It_refuses_a_sign_before_series_that_share_their_labels_though_never_at_the_same_step()
    {
        var source = new MemorySeriesSource();
        source.Add(LabelSet.Create("early", new Label("job", "x")), 0, 1);
        source.Add(LabelSet.Create("late", new Label("job", "x")), 600_000, 1);
        var query = PromQuery.Parse("-(early or late)");

        var refused = await Assert.ThrowsAsync<PromEvaluationException>(
            () => query.RangeAsync(source, 0, 600_000, TimeSpan.FromMinutes(10), new EvaluationOptions(), TestContext.Current.CancellationToken));

        Assert.Equal("vector cannot contain metrics with the same labelset", refused.Message);
    }

    private static async Task<string> AnswerAsync(string query)
    {
        var source = new MemorySeriesSource();
        source.Add(LabelSet.Create("one", new Label("job", "x")), 0, 1);
        source.Add(LabelSet.Create("two", new Label("job", "x"), new Label("instance", "a")), 0, 0);
        source.Add(LabelSet.Create("two", new Label("job", "x"), new Label("instance", "b")), 0, 2);
        source.Add(LabelSet.Create("three", new Label("job", "x"), new Label("instance", "b")), 0, 3);
        foreach (var (bound, count) in (ReadOnlySpan<(string, double)>)[("1", 1), ("2", 2), ("+Inf", 2)]) source.Add(LabelSet.Create("h_bucket", new Label("le", bound)), 0, count);
        var options = new EvaluationOptions { EnableExperimentalFunctions = true };
        var result = await PromQuery.Parse(query).InstantAsync(source, 1_000, options, TestContext.Current.CancellationToken);
        return string.Join("; ", ((VectorValue)result.Value).Samples.Select(sample => $"{LabelText.Format(sample.Labels)} {NumberText.Plain(sample.Value)}"));
    }
}
