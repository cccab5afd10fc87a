using System.Text.Json;
using PerfMonitor.Bench.PromQlDifferential;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Tests.PromQlDifferential;

public sealed class DifferentialTests
{
    private static readonly Answer Two = Vector(("a", 1), ("b", 2));

    [Fact]
    public void Answers_that_are_the_same_but_for_order_and_rounding_do_not_differ()
    {
        Assert.Null(AnswerComparison.Difference(Two, Vector(("b", 2 + 1e-12), ("a", 1))));
        Assert.Null(AnswerComparison.Difference(Vector(("a", double.NaN)), Vector(("a", double.NaN))));
    }

    [Theory]
    [InlineData("type vector, not scalar", "scalar")]
    [InlineData("series missing: {job=\"c\"}", "vector", "a", 1.0, "b", 2.0, "c", 3.0)]
    [InlineData("series too many: {job=\"b\"}", "vector", "a", 1.0)]
    [InlineData("value 2, not 2.1", "vector", "a", 1.0, "b", 2.1)]
    [InlineData("value 2, not NaN", "vector", "a", 1.0, "b", double.NaN)]
    [InlineData("value 2, not +Inf", "vector", "a", 1.0, "b", double.PositiveInfinity)]
    [InlineData("order of series", "vector", "b", 2.0, "a", 1.0)]
    public void A_planted_difference_is_found(string difference, string type, params object[] series)
    {
        var theirs = Vector([.. series.Chunk(2).Select(pair => ((string)pair[0], (double)pair[1]))]) with { ResultType = type };

        Assert.Equal(difference, AnswerComparison.Difference(Two, theirs, isOrdered: true));
    }

    [Fact]
    public void An_error_is_none_where_both_sides_say_the_same()
    {
        var ours = new Answer { ErrorType = "bad_data", Error = "1:5: parse error: unexpected identifier \"b\"" };

        Assert.Equal("error too many", AnswerComparison.Difference(ours, Two));
        Assert.Equal("error missing", AnswerComparison.Difference(Two, ours));
        Assert.Equal("error type bad_data, not execution", AnswerComparison.Difference(ours, ours with { ErrorType = "execution" }));
        Assert.Equal("error wording", AnswerComparison.Difference(ours, ours with { Error = "1:5: parse error: unexpected identifier \"c\"" }));
        Assert.Null(AnswerComparison.Difference(ours, ours with { Error = "invalid parameter \"query\": 1:5: parse error: unexpected identifier \"b\"" }));
    }

    [Fact]
    public void The_answer_of_the_HTTP_API_is_read()
    {
        using var json = JsonDocument.Parse("""
            {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"job":"a"},"values":[[1.5,"NaN"],[2.5,"-Inf"],[3.5,"1e-7"]]}]}}
            """);

        var series = Assert.Single(Answer.OfJson(json.RootElement).Series);

        Assert.Equal(LabelSet.Create([new Label("job", "a")]), series.Labels);
        Assert.Equal([(1_500, double.NaN), (2_500, double.NegativeInfinity), (3_500, 1e-7)], series.Samples.Select(sample => (sample.TimestampMs, sample.Value)));
    }

    [Fact]
    public async Task What_rounding_decides_is_no_difference_but_what_data_decide_is()
    {
        var data = DifferentialData.Create(1);
        var query = Query("floor(sum(levels))");

        var excluded = await Judge(query, data, answer => answer with { Series = [.. answer.Series.Select(one => one with { Samples = [.. one.Samples.Select(sample => sample with { Value = sample.Value - 1 })] })] });
        var different = await Judge(Query("count(gauge)"), data, answer => answer with { Series = [] });

        Assert.Equal((TrialOutcome.Excluded, KnownDifferences.Rounding), (excluded.Outcome, excluded.Reason));
        Assert.Equal((TrialOutcome.Different, "series too many: {}"), (different.Outcome, different.Reason));
        Assert.Equal(TrialOutcome.Equal, (await Judge(query, data, answer => answer)).Outcome);
    }

    [Fact]
    public async Task A_failing_query_is_made_as_small_as_it_gets()
    {
        var tree = QueryTree.Of(
            TreeKind.Vector, "sum", QueryTree.Of(TreeKind.Modifier, " by (job) "), "(abs(", QueryTree.Of(TreeKind.Vector, "sgn(", QueryTree.Of(TreeKind.Vector, "levels", QueryTree.Of(TreeKind.Modifier, " offset 5m")), ")"), "))");
        var query = new DifferentialQuery(7, tree, DifferentialData.StartMs, DifferentialData.StartMs + 60_000, 20_000);

        var small = await new QueryShrinker(candidate => Task.FromResult(candidate.Text.Contains("sgn", StringComparison.Ordinal))).ShrinkAsync(query);

        Assert.Equal(("sgn(one)", false), (small.Text, small.IsRange));
    }

    private static DifferentialQuery Query(string text) => new(0, QueryTree.Of(TreeKind.Vector, text), DifferentialData.StartMs + 600_500, DifferentialData.StartMs + 600_500, 0);

    // The other side is our engine with an answer changed.
    private static Task<TrialResult> Judge(DifferentialQuery query, IReadOnlyList<DataSample> data, Func<Answer, Answer> change)
    {
        var source = DifferentialData.Source(data);
        return new Trial(async asked => change(await OurEngine.AskAsync(asked, source)), data).RunAsync(query);
    }

    private static Answer Vector(params (string Job, double Value)[] series) => new()
    {
        ResultType = "vector",
        Series = [.. series.Select(one => new MatrixSeries(LabelSet.Create([new Label("job", one.Job)]), [new Sample(1_000, one.Value)]))],
    };
}
