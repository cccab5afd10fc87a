using PerfMonitor.Ingestion.Translation;

namespace PerfMonitor.Ingestion.Tests;

public sealed class ExponentialBucketsTests
{
    private static ExponentialBuckets Positive(int scale, int offset, params ulong[] counts) =>
        new(scale, 0, 0, ExponentialBuckets.Side.Of(offset, counts), ExponentialBuckets.Side.Empty);

    [Fact]
    public void Scale_zero_has_bounds_at_powers_of_two()
    {
        var (bounds, cumulative) = Positive(0, -1, 3, 0, 4).ToClassic();

        Assert.Equal([0.5, 1, 2, 4], bounds);
        Assert.Equal([0UL, 3, 3, 7], cumulative);
    }

    [Fact]
    public void Scale_one_has_two_bounds_per_doubling()
    {
        var (bounds, _) = Positive(1, 0, 1, 1, 1).ToClassic();

        Assert.Equal([1, 1.4142135623730951, 2, 2.8284271247461903], bounds);
    }

    [Fact]
    public void Negative_scale_has_coarser_bounds()
    {
        var (bounds, cumulative) = Positive(-1, -1, 2, 5).ToClassic();

        Assert.Equal([0.25, 1, 4], bounds);
        Assert.Equal([0UL, 2, 7], cumulative);
    }

    [Fact]
    public void Negative_values_and_zeros_come_before_positive_ones()
    {
        var buckets = new ExponentialBuckets(0, 5, 0.001, ExponentialBuckets.Side.Of(0, [7]), ExponentialBuckets.Side.Of(1, [2, 3]));

        var (bounds, cumulative) = buckets.ToClassic();

        Assert.Equal([-8, -4, -2, 0.001, 1, 2], bounds);
        Assert.Equal([0UL, 3, 5, 10, 10, 17], cumulative);
    }

    [Fact]
    public void Values_below_the_zero_threshold_join_the_zeros()
    {
        var buckets = new ExponentialBuckets(0, 1, 2, ExponentialBuckets.Side.Of(0, [4, 6]), ExponentialBuckets.Side.Empty);

        var (bounds, cumulative) = buckets.ToClassic();

        Assert.Equal([2, 4], bounds);
        Assert.Equal([5UL, 11], cumulative);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(4, -37)]
    [InlineData(7, 1_000)]
    [InlineData(20, -5)]
    public void Coarser_buckets_count_the_same_values(int scale, int offset)
    {
        var counts = Enumerable.Range(1, 160).Select(i => (ulong)(i % 7)).ToArray();
        var fine = Positive(scale, offset, counts);

        var coarse = fine.Fit(finestScale: 1, maximumBuckets: 80);
        var (coarseBounds, coarseCumulative) = coarse.ToClassic();

        Assert.True(coarse.Scale <= 1);
        Assert.Equal(counts.Aggregate(0UL, (sum, count) => sum + count), coarseCumulative[^1]);
        for (var i = 0; i < coarseBounds.Length; i++)
        {
            // A value in fine bucket k lies in (base^k, base^(k+1)]: it is at or below the bound exactly when the bucket's upper end is.
            var upper = Math.Log2(coarseBounds[i]) * Math.Pow(2, scale);
            var expected = 0UL;
            for (var k = 0; k < counts.Length; k++)
            {
                expected += offset + k + 1 <= upper + 1e-6 ? counts[k] : 0;
            }

            Assert.Equal(expected, coarseCumulative[i]);
        }
    }

    [Fact]
    public void Fit_goes_coarser_until_few_enough_are_left()
    {
        var wide = Positive(3, -80, Enumerable.Repeat(1UL, 160).ToArray()).Fit(finestScale: 3, maximumBuckets: 20);

        Assert.Equal(0, wide.Scale);
        Assert.Equal(20, wide.Positive.Counts.Length);
    }

    [Fact]
    public void Plus_adds_at_the_coarser_scale()
    {
        var sum = Positive(1, 0, 1, 2, 3, 4).Plus(Positive(0, -1, 10, 20));

        Assert.Equal(0, sum.Scale);
        Assert.Equal(-1, sum.Positive.Offset);
        Assert.Equal([10UL, 23, 7], sum.Positive.Counts);
    }

    [Fact]
    public void Bounds_beyond_a_float_are_left_to_infinity()
    {
        var (bounds, cumulative) = Positive(0, 1_022, 1, 1).ToClassic();

        Assert.Equal([Math.ScaleB(1, 1_022), Math.ScaleB(1, 1_023)], bounds);
        Assert.Equal([0UL, 1], cumulative);
    }
}
