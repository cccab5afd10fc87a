using PerfMonitor.Analysis.Explanation;

namespace PerfMonitor.Analysis.Tests.Explanation;

[Trait("feature", "S2-87")]
public sealed class CoMovementTests
{
    private const int Points = 240;

    [Fact]
    public void Finds_the_series_that_moved_among_thousands_that_did_not()
    {
        var candidates = Enumerable.Range(0, 3_000).Select(seed => Noise.Of(seed, Points, likeness: 0.8)).ToArray();
        candidates[17] = Step(1, at: 170, height: 10);
        candidates[2_000] = Step(2, at: 176, height: 8);
        candidates[5] = Step(3, at: 180, height: -8);

        var result = CoMovement.Rank(Step(4, at: 180, height: 10), candidates, most: 10);

        Assert.Equal([5, 17, 2_000], result.Movers.Select(mover => mover.Index).Order());
        Assert.Equal((true, false, false), (Of(5).IsInverse, Of(17).IsInverse, Of(2_000).IsInverse));
        Assert.InRange(Of(5).LeadPoints, -1, 1);
        Assert.InRange(Of(17).LeadPoints, 9, 11);
        Assert.InRange(Of(2_000).LeadPoints, 3, 5);
        Assert.All(result.Movers, mover => Assert.InRange(mover.Share, 0.4, 1));
        Assert.Equal((3_000, 0, "found among 3000 series"), (result.Compared, result.Skipped, result.Reason));

        CoMover Of(int index) => result.Movers.Single(mover => mover.Index == index);
    }

    // Two trends are alike in level, a spike and a step in change; neither moved with the other.
    [Fact]
    public void Takes_no_trend_for_a_movement_at_the_moment()
    {
        var trend = Noise.Of(1, Points, spread: 0.1).Select((value, i) => value + (i / 60.0)).ToArray();
        var spike = Noise.Of(2, Points);
        spike[180] += 30;

        Assert.Empty(CoMovement.Rank(Step(3, at: 180, height: 10), [trend, spike], most: 10).Movers);
    }

    [Fact]
    public void Says_so_where_no_series_moved_or_no_more_than_by_chance()
    {
        var noise = Enumerable.Range(0, 500).Select(seed => Noise.Of(seed, Points, likeness: 0.98)).ToArray();

        var result = CoMovement.Rank(Noise.Of(1_000, Points, likeness: 0.98), noise, most: 10);

        Assert.True(result.Movers.Count <= 2, $"{result.Movers.Count} random walks were named");
        Assert.Equal("none of 1 series moved with it", CoMovement.Rank(Step(1, 180, 10), [Noise.Of(2, Points)], 10).Reason);
    }

    [Theory]
    [InlineData(47, "not enough data: 47 of 48 points needed")]
    [InlineData(0, "not enough data: 0 of 48 points needed")]
    public void Needs_points(int points, string reason) =>
        Assert.Equal(reason, CoMovement.Rank(Noise.Of(1, points), [], 10).Reason);

    [Fact]
    public void Has_nothing_to_say_of_a_series_that_stands_still()
    {
        var result = CoMovement.Rank(Enumerable.Repeat(5e9, Points).ToArray(), [Noise.Of(1, Points)], 10);

        Assert.StartsWith("the series stands still in this window", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_out_series_that_stand_still_or_are_half_missing_and_bridges_gaps()
    {
        var missing = Step(1, 180, 10);
        missing.AsSpan(0, 120).Fill(double.NaN);
        var gaps = Step(2, 180, 10);
        gaps.AsSpan(0, 3).Fill(double.NaN);
        gaps.AsSpan(100, 30).Fill(double.NaN);

        var result = CoMovement.Rank(Step(3, 180, 10), [missing, gaps, new double[Points], Enumerable.Repeat(double.NaN, Points).ToArray()], 10);

        Assert.Equal((1, 3), (result.Compared, result.Skipped));
        Assert.Equal(1, Assert.Single(result.Movers).Index);
    }

    private static double[] Step(int seed, int at, double height) => [.. Noise.Of(seed, Points).Select((value, i) => i < at ? value : value + height)];
}
