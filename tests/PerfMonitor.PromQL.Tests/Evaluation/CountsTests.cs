using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Tests.Evaluation;

public sealed class CountsTests
{
    /// <summary>Three values that stand for 1, 2 and 3 samples.</summary>
    [Theory]
    [InlineData("count_over_time(up[1m])", 6)]
    [InlineData("sum_over_time(up[1m])", 60)]
    [InlineData("avg_over_time(up[1m])", 10)]
    [InlineData("max_over_time(up[1m])", 30)]
    [InlineData("delta(up[1m])", 22)]
    public async Task Values_that_stand_for_several_samples_count_as_many(string query, double expected)
    {
        var result = await PromQuery.Parse(query).InstantAsync(new Source(), 60_000, new EvaluationOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(expected, Assert.Single(((VectorValue)result.Value).Samples).Value);
    }

    private sealed class Source : ISeriesSource
    {
        // Five distances of 8 s between six samples: the growth of 20 over 40 s is extended by half a distance, where three samples would take in all 20 s before.
        public ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken) =>
            new([new SeriesSamples(LabelSet.Create("up"), new long[] { 20_000, 40_000, 60_000 }, new double[] { 10, 20, 30 }) { Counts = new[] { 1, 2, 3 } }]);
    }
}
