using PerfMonitor.Analysis.Significance;

namespace PerfMonitor.Analysis.Tests.Significance;

public sealed class MannWhitneyTests
{
    [Fact]
    public void Counts_exactly_where_samples_are_few_and_all_different()
    {
        // Values in turn, so that neighbours are unlike: {1, 3, …, 23} shuffled against the even ones.
        double[] odd = [1, 23, 3, 21, 5, 19, 7, 17, 9, 15, 11, 13];
        double[] even = [2, 24, 4, 22, 6, 20, 8, 18, 10, 16, 12, 14];

        var shift = MannWhitney.Compare(odd, even);

        // U = 78 of 144; the exact two-sided p-value as R's wilcox.test(exact = TRUE) defines it.
        Assert.Equal((ShiftVerdict.NotShown, "Mann-Whitney U, exact"), (shift.Verdict, shift.Test));
        Assert.Equal(78 / 144.0, shift.Superiority!.Value, 12);
        Assert.InRange(shift.PValue!.Value, 0.73, 0.78);
    }

    [Theory]
    [InlineData(3, 3, 0, 2.0 / 20)]
    [InlineData(3, 3, 1, 4.0 / 20)]
    [InlineData(3, 3, 4.5, 1)]
    [InlineData(2, 4, 0, 2.0 / 15)]
    [InlineData(2, 4, 8, 2.0 / 15)]
    public void Has_the_distribution_that_counting_by_hand_gives(int first, int second, double u, double p) =>
        Assert.Equal(p, RankSumDistribution.TwoSided(first, second, u), 12);

    [Theory]
    [InlineData(11, 60, "not enough data before: 11 of 12 needed")]
    [InlineData(60, 0, "not enough data after: 0 of 12 needed")]
    public void Says_how_many_samples_are_missing(int before, int after, string reason)
    {
        var shift = MannWhitney.Compare(Noise.Of(1, before), Noise.Of(2, after));

        Assert.Equal((ShiftVerdict.NotEnoughData, (double?)null, reason), (shift.Verdict, shift.PValue, shift.Reason));
    }

    [Fact]
    public void Leaves_out_what_is_no_number()
    {
        double[] holes = [.. Noise.Of(1, 20), double.NaN, double.PositiveInfinity];

        Assert.Equal(20, MannWhitney.Compare(holes, Noise.Of(2, 20)).SamplesBefore);
    }

    [Fact]
    public void Takes_a_series_that_hardly_changes_for_few_samples()
    {
        var drift = Enumerable.Range(0, 100).Select(i => i * 0.01).ToArray();

        var shift = MannWhitney.Compare(drift, Noise.Of(1, 100));

        Assert.Equal(ShiftVerdict.NotEnoughData, shift.Verdict);
        Assert.StartsWith("not enough data before: neighbours are so alike that 100 samples are worth", shift.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_no_difference_between_samples_that_are_all_the_same()
    {
        var shift = MannWhitney.Compare(Enumerable.Repeat(7.0, 30).ToArray(), Enumerable.Repeat(7.0, 30).ToArray());

        Assert.Equal((ShiftVerdict.NotShown, 1.0, 0.5), (shift.Verdict, shift.PValue, shift.Superiority));
    }

    [Theory]
    [InlineData(1, ShiftVerdict.Higher)]
    [InlineData(-1, ShiftVerdict.Lower)]
    public void Finds_a_shift_of_one_standard_deviation(double by, ShiftVerdict verdict) =>
        Assert.Equal(verdict, MannWhitney.Compare(Noise.Of(1, 120, likeness: 0.5), Noise.Of(2, 120, level: by, likeness: 0.5)).Verdict);

    // Taken one by one, such samples would be called different in about a third of the pairs.
    [Fact]
    public void Is_wrong_no_more_often_than_it_may_be_where_neighbours_are_alike()
    {
        var alarms = Enumerable.Range(0, 400).Count(i => MannWhitney.Compare(Noise.Of(2 * i, 100, likeness: 0.7), Noise.Of((2 * i) + 1, 100, likeness: 0.7), alpha: 0.05).IsSignificant);

        Assert.InRange(alarms, 1, 40);
    }

    [Theory]
    [InlineData(0, 90, 110)]
    [InlineData(0.5, 25, 45)]
    [InlineData(0.9, 3, 9)]
    public void Knows_what_samples_are_worth(double likeness, double least, double most) =>
        Assert.InRange(Enumerable.Range(0, 50).Average(seed => EffectiveSampleSize.Of(Noise.Of(seed, 100, likeness: likeness))), least, most);
}
