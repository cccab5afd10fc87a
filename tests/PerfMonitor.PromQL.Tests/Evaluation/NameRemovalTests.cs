using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Tests.Evaluation;

public sealed class NameRemovalTests
{
    private const string Same = "vector cannot contain metrics with the same labelset";

    [Theory]
    [InlineData("count_over_time({job=\"node\"}[5m])", Same)]
    [InlineData("sum(count_over_time({job=\"node\"}[5m]))", Same)]
    [InlineData("label_replace(rate({job=\"node\"}[5m]), \"metric\", \"$1\", \"__name__\", \"(.+)\")", Same)]
    [InlineData("-{job=\"node\"}", Same)]
    [InlineData("sum({job=\"node\"} * 2)", Same)]
    [InlineData("abs({job=\"node\"})", Same)]
    [InlineData("sum by (__name__) (rate(a[5m]))", "{}")]
    [InlineData("last_over_time({job=\"node\"}[5m])", "a{job=\"node\"} b{job=\"node\"}")]
    [InlineData("{job=\"node\"} > 0", "a{job=\"node\"} b{job=\"node\"}")]
    [InlineData("rate({job=~\"node|web\",__name__=\"a\"}[5m])", "{job=\"node\"} {job=\"web\"}")]
    public async Task A_name_goes_with_the_function_that_takes_it_away(string query, string answer) => Assert.Equal(answer, await AnswerAsync(query, delays: false));

    [Theory]
    [InlineData("count_over_time({job=\"node\"}[5m])", Same)]
    [InlineData("sum(count_over_time({job=\"node\"}[5m]))", "{}")]
    [InlineData("label_replace(rate({job=\"node\"}[5m]), \"metric\", \"$1\", \"__name__\", \"(.+)\")", "{job=\"node\",metric=\"a\"} {job=\"node\",metric=\"b\"}")]
    [InlineData("sum by (__name__) (rate({job=\"node\"}[5m]))", Same)]
    [InlineData("count by (__name__) (label_replace(rate({job=\"node\"}[5m]), \"x\", \"$1\", \"__name__\", \"(.*)\"))", Same)]
    public async Task Or_at_the_end_of_the_query(string query, string answer) => Assert.Equal(answer, await AnswerAsync(query, delays: true));

    /// <summary>One series ends before the other begins: at no step are there two, and yet Prometheus refuses.</summary>
    [Theory]
    [InlineData("count_over_time({job=\"node\"}[1m])", Same)]
    [InlineData("{job=\"node\"} + 0", "{job=\"node\"}")]
    public async Task Series_of_a_range_function_that_take_turns_are_refused_and_others_joined(string query, string answer)
    {
        var source = new MemorySeriesSource();
        source.Add(LabelSet.Create("a", new Label("job", "node")), 0, 1);
        source.Add(LabelSet.Create("b", new Label("job", "node")), 3_600_000, 1);

        var asked = PromQuery.Parse(query).RangeAsync(source, 0, 3_600_000, TimeSpan.FromMinutes(60), new EvaluationOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(answer, await ShowAsync(asked));
    }

    [Theory]
    [InlineData("mad_over_time(a[5m])", "1:1: parse error: mad_over_time() is experimental and not enabled; Query:EnableExperimentalFunctions enables it")]
    [InlineData("sum(limitk(1, a))", "1:5: parse error: limitk() is experimental and not enabled; Query:EnableExperimentalFunctions enables it")]
    [InlineData("a + sort_by_label(a, \"job\")", "1:5: parse error: sort_by_label() is experimental and not enabled; Query:EnableExperimentalFunctions enables it")]
    public async Task What_is_experimental_is_refused_by_name_and_place_unless_enabled(string query, string refusal)
    {
        Assert.Equal(refusal, await AnswerAsync(query, delays: false));
        Assert.NotEqual(refusal, await ShowAsync(PromQuery.Parse(query).InstantAsync(Source(), 60_000, new EvaluationOptions { EnableExperimentalFunctions = true }, TestContext.Current.CancellationToken)));
    }

    private static Task<string> AnswerAsync(string query, bool delays) =>
        ShowAsync(PromQuery.Parse(query).InstantAsync(Source(), 60_000, new EvaluationOptions { DelaysNameRemoval = delays }, TestContext.Current.CancellationToken));

    private static async Task<string> ShowAsync(Task<QueryResult> asked)
    {
        try
        {
            return (await asked).Value switch
            {
                VectorValue vector => string.Join(' ', vector.Samples.Select(static sample => sample.Labels.ToString()).Order(StringComparer.Ordinal)),
                MatrixValue matrix => string.Join(' ', matrix.Series.Select(static series => series.Labels)),
                var other => other.ResultType,
            };
        }
        catch (PromQueryException refused)
        {
            return refused.Message;
        }
    }

    private static MemorySeriesSource Source()
    {
        var source = new MemorySeriesSource();
        foreach (string name in (string[])["a", "b"])
        {
            foreach (string job in (string[])["node", "web"])
            {
                source.Add(LabelSet.Create(name, new Label("job", job)), 0, 1);
                source.Add(LabelSet.Create(name, new Label("job", job)), 60_000, 2);
            }
        }

        return source;
    }
}
