using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Analysis.Tests.Forecasting.Seasons;

public sealed class SeasonalProfileTests
{
    [Fact]
    public void Is_the_centred_mean_of_each_phase_where_it_repeats_exactly() =>
        Assert.Equal([-1, 0, 1], SeasonalProfile.Estimate([4, 5, 6, 4, 5, 6], 3));

    // Phase means 2 and 3, centred ∓½: between = ½; within a phase 1+1+1+1 over 2 degrees: 2, of a mean 1. Shrunk to nothing.
    [Fact]
    public void Vanishes_where_phases_cannot_be_told_from_noise() => Assert.Equal([0, 0], SeasonalProfile.Estimate([1, 4, 3, 2], 2));

    // Phase means 2 and 8, centred ∓3: between = 18; of a mean 1. Factor 1 − 1/18.
    [Fact]
    public void Shrinks_by_the_share_of_noise_in_the_means()
    {
        double[] profile = SeasonalProfile.Estimate([1, 9, 3, 7], 2);

        Assert.Equal([-3 * 17 / 18.0, 3 * 17 / 18.0], profile.Select(value => Math.Round(value, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
    }
}
