using PerfMonitor.Bench.PromQlDifferential;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.Bench.Tests.PromQlDifferential;

public sealed class QueryGrammarTests
{
    [Fact]
    public void The_same_seed_and_number_make_the_same_query()
    {
        for (int number = 0; number < 500; number++)
        {
            var (once, again) = (QueryGrammar.Make(3, number), QueryGrammar.Make(3, number));

            Assert.Equal((once.Text, once.StartMs, once.EndMs, once.StepMs), (again.Text, again.StartMs, again.EndMs, again.StepMs));
        }

        Assert.NotEqual(Enumerable.Range(0, 10).Select(number => QueryGrammar.Make(3, number).Text), Enumerable.Range(0, 10).Select(number => QueryGrammar.Make(4, number).Text));
    }

    [Fact]
    public void Queries_that_are_not_spoilt_parse_and_use_the_whole_language()
    {
        var used = new HashSet<string>();
        for (int number = 0; number < 4_000; number++)
        {
            string text = new QueryGrammar(new Random(number)).Vector(4).Text;
            foreach (var node in Walk(PromQuery.Parse(text).Expression)) used.UnionWith(Features(node));
        }

        string[] wanted =
        [
            "offset", "@ Start", "@ End", "@ Timestamp", "Regex", "NotRegex", "NotEqual", "Equal", "Subquery", "by", "without", "on", "ignoring", "ManyToOne", "OneToMany", "bool", "UnaryOperation",
            .. Enum.GetNames<AggregationOperator>().Except(["LimitK", "LimitRatio"]), .. Enum.GetNames<BinaryOperator>(),
            "histogram_quantile", "label_replace", "label_join", "double_exponential_smoothing", "predict_linear", "quantile_over_time", "absent_over_time", "scalar", "time", "vector", "clamp", "round",
        ];
        Assert.Empty(wanted.Except(used));
    }

    [Fact]
    public void Some_queries_of_a_run_are_broken_and_most_are_not()
    {
        int broken = 0;
        for (int number = 0; number < 2_000; number++)
        {
            try
            {
                PromQuery.Parse(QueryGrammar.Make(1, number).Text);
            }
            catch (PromParseException)
            {
                broken++;
            }
        }

        Assert.InRange(broken, 50, 300);
    }

    [Fact]
    public void No_border_of_a_window_meets_a_sample()
    {
        var samples = DifferentialData.Create(1);

        Assert.All(samples, sample => Assert.InRange(sample.TimestampMs % 1_000, 1, 99));
        Assert.All(Enumerable.Range(0, 500).Select(number => QueryGrammar.Make(1, number)), query => Assert.Equal((500, 0), (query.StartMs % 1_000, query.StepMs % 1_000)));
        Assert.Contains(samples, sample => PerfMonitor.TimeSeries.StaleMarker.Is(sample.Value));
    }

    private static IEnumerable<Expression> Walk(Expression expression) => expression.Children.SelectMany(Walk).Prepend(expression);

    private static IEnumerable<string> Features(Expression node) => node switch
    {
        MatrixSelector matrix => Features(matrix.Selector),
        VectorSelector selector => [.. selector.Matchers.Select(matcher => matcher.Kind.ToString()), selector.Offset is null ? "" : "offset", selector.At is null ? "" : $"@ {selector.At.Kind}"],
        Aggregation aggregation => [aggregation.Operator.ToString(), aggregation.Without ? "without" : aggregation.Grouping.Count > 0 ? "by" : ""],
        BinaryOperation operation =>
        [
            operation.Operator.ToString(), operation.ReturnsBool ? "bool" : "", operation.Matching!.Cardinality.ToString(), operation.Matching.On ? "on" : operation.Matching.Labels.Count > 0 ? "ignoring" : "",
        ],
        FunctionCall call => [call.Name],
        _ => [node.GetType().Name],
    };
}
