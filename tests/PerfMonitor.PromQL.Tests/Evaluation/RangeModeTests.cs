using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Tests.Evaluation;

/// <summary>
/// A range query is what as many instant queries would answer. The evaluator computes all steps at once, so this is the
/// property that holds it to the language.
/// </summary>
public sealed class RangeModeTests
{
    // A function over ranges that leaves two series with the same labels at different steps is refused as a whole, unless names go at the end.
    private static readonly EvaluationOptions Options = new() { EnableExperimentalFunctions = true, DelaysNameRemoval = true };

    private const long StartMs = 60_000, EndMs = 900_000, StepMs = 70_000;

    [Fact]
    public async Task A_range_query_answers_what_instant_queries_answer_at_each_step()
    {
        var source = Source();
        int answered = 0;
        for (int seed = 0; seed < 1_500; seed++)
        {
            string text = new RandomQueries(seed).Vector(3);
            var query = PromQuery.Parse(text);

            string expected = await InstantsAsync(query, source);
            string actual = await RangeAsync(query, source);

            Assert.True(expected == actual, $"seed {seed}: {text}\ninstant: {expected}\nrange:   {actual}");
            if (expected.Length > 0 && !expected.StartsWith("error", StringComparison.Ordinal)) answered++;
        }

        // Most queries must answer something, or the property would hold for nothing.
        Assert.InRange(answered, 500, 1_500);
    }

    [Theory]
    [InlineData("start() + 10 * end() + 100 * range()")]
    [InlineData("a @ end() - a @ start()")]
    [InlineData("a offset range()")]
    [InlineData("max_over_time(b[step() + 60])")]
    [InlineData("vector(time())")]
    public async Task Slices_of_a_query_answer_what_the_whole_answers(string text)
    {
        var (source, query) = (Source(), PromQuery.Parse(text));
        var points = new List<string>();
        foreach (var slice in RangeSlice.Cut(StartMs, EndMs, StepMs, 3))
        {
            Assert.InRange(slice.Steps, 1, 3);
            var result = await query.SliceAsync(source, slice, Options, TestContext.Current.CancellationToken);
            points.AddRange(Points(result));
        }

        Assert.NotEmpty(points);
        Assert.Equal(await RangeAsync(query, source), string.Join("\n", points.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_random_query_printed_and_read_again_prints_the_same()
    {
        for (int seed = 0; seed < 5_000; seed++)
        {
            string printed = PromQuery.Parse(new RandomQueries(seed).Vector(4)).ToString();

            Assert.Equal(printed, PromQuery.Parse(printed).ToString());
        }
    }

    private static async Task<string> InstantsAsync(PromQuery query, MemorySeriesSource source)
    {
        var points = new List<string>();
        try
        {
            for (long time = StartMs; time <= EndMs; time += StepMs)
            {
                var result = await query.InstantAsync(source, time, Options, TestContext.Current.CancellationToken);
                points.AddRange(((VectorValue)result.Value).Samples.Select(s => Show(s.Labels, s.TimestampMs, s.Value)));
            }
        }
        catch (PromEvaluationException)
        {
            return "error";
        }

        return string.Join("\n", points.Order(StringComparer.Ordinal));
    }

    private static async Task<string> RangeAsync(PromQuery query, MemorySeriesSource source)
    {
        try
        {
            var result = await query.RangeAsync(source, StartMs, EndMs, TimeSpan.FromMilliseconds(StepMs), Options, TestContext.Current.CancellationToken);
            return string.Join("\n", Points(result).Order(StringComparer.Ordinal));
        }
        catch (PromEvaluationException)
        {
            return "error";
        }
    }

    private static IEnumerable<string> Points(QueryResult result) =>
        ((MatrixValue)result.Value).Series.SelectMany(series => series.Samples.Select(s => Show(series.Labels, s.TimestampMs, s.Value)));

    private static string Show(LabelSet labels, long time, double value) => $"{LabelText.Format(labels)} {time} {NumberText.Plain(value)}";

    private static MemorySeriesSource Source()
    {
        var source = new MemorySeriesSource();
        var random = new Random(11);
        foreach (string metric in (string[])["a", "b", "c_total"])
        {
            foreach (string job in (string[])["x", "y"])
            {
                foreach (string instance in (string[])["1", "2", "3"]) Fill(source, random, LabelSet.Create(metric, new Label("job", job), new Label("instance", instance)), metric);
            }
        }

        foreach (string le in (string[])["0.1", "1", "+Inf"]) Fill(source, random, LabelSet.Create("h_bucket", new Label("job", "x"), new Label("instance", "1"), new Label("le", le)), "c_total");
        return source;
    }

    private static void Fill(MemorySeriesSource source, Random random, LabelSet labels, string kind)
    {
        double counter = 0;
        for (long time = random.Next(40_000); time < 1_000_000; time += 15_000 + random.Next(1_000))
        {
            if (random.Next(6) == 0) time += 120_000;
            counter = random.Next(15) == 0 ? 0 : counter + random.Next(10);
            double value = kind == "c_total" ? counter : random.Next(8) switch { 0 => double.NaN, 1 => StaleMarker.Value, 2 => double.PositiveInfinity, 3 => -1.5, _ => random.Next(4) };
            source.Add(labels, time, value);
        }
    }
}
