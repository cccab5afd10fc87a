namespace PerfMonitor.TimeSeries.Tests;

public sealed class RollupTests
{
    [Fact]
    public void A_bucket_is_open_on_the_left_and_closed_on_the_right()
    {
        var rollup = Rollup.Of([new(59_999, 1), new(60_000, 2), new(60_001, 3), new(120_000, 4)], 60_000);

        Assert.Equal(
            [new(59_999, 60_000, 2, 1, 2, 1, 2, 3, 0), new RollupBucket(60_001, 120_000, 2, 3, 4, 3, 4, 7, 0)],
            rollup.Buckets);
    }

    [Theory]
    [InlineData(new[] { 5.0, 7, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, RollupExactness.Growth, 13.0)]
    [InlineData(new[] { 5.0, 7, 2, 3, 1 }, RollupExactness.Values, 0.0)]
    [InlineData(new[] { 5.0, 5, 6 }, RollupExactness.Growth, 0.0)]
    [InlineData(new[] { 5.0, -1, 0, 1, 2, 3, 4, 5, 6 }, RollupExactness.Values, 0.0)]
    [InlineData(new[] { -5.0, -1 }, RollupExactness.Growth, 0.0)]
    [InlineData(new[] { 5.0, double.NaN, 6 }, RollupExactness.Extremes, 0.0)]
    [InlineData(new[] { 1e308, 1e308 }, RollupExactness.Extremes, 0.0)]
    public void Sums_what_a_counter_had_reached_at_each_fall_and_knows_what_is_exact(double[] values, RollupExactness exactness, double falls)
    {
        var rollup = Rollup.Of([.. values.Select((value, i) => new Sample(i + 1, value))], 1_000);

        Assert.Equal(exactness, rollup.Exactness);
        Assert.Equal(falls, rollup.Buckets[0].Falls);
    }

    [Fact]
    public void Leaves_stale_markers_out_and_takes_note_of_them()
    {
        var rollup = Rollup.Of([new(1, 3), new(2, StaleMarker.Value), new(3, 5)], 1_000);

        Assert.Equal([new RollupBucket(1, 3, 2, 3, 5, 3, 5, 8, 0)], rollup.Buckets);
        Assert.Equal((RollupExactness.Growth, true), (rollup.Exactness, rollup.HasStaleMarkers));
        Assert.Empty(Rollup.Of([new(2, StaleMarker.Value)], 1_000).Buckets);
    }

    [Fact]
    public void Lets_NaN_give_way_to_any_number_among_the_extremes()
    {
        var bucket = Rollup.Of([new(1, double.NaN), new(2, 4), new(3, 2)], 1_000).Buckets[0];

        Assert.Equal((2.0, 4.0), (bucket.Min, bucket.Max));
        Assert.True(double.IsNaN(bucket.Sum));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 60)]
    [InlineData(60, 60)]
    [InlineData(-1, 0)]
    [InlineData(-60, -60)]
    [InlineData(-61, -60)]
    public void Ends_a_bucket_at_the_next_multiple(long timestampMs, long end) => Assert.Equal(end, Rollup.EndOfBucket(timestampMs, 60));
}
