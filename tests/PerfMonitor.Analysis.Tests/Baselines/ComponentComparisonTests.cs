using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analysis.Significance;

namespace PerfMonitor.Analysis.Tests.Baselines;

public sealed class ComponentComparisonTests
{
    [Fact]
    [Trait("feature", "S1-56")]
    public void Has_both_sides_the_percentage_and_what_supports_it()
    {
        var row = ComponentComparison.Of(Noise.Of(1, 60, level: 120, spread: 3), Noise.Of(2, 60, level: 84, spread: 3), Better.Lower);

        Assert.Equal(Improvement.Percent(row.Before!.Median, row.After!.Median, Better.Lower), row.ImprovementPercent);
        Assert.InRange(row.ImprovementPercent!.Value, 28, 32);
        Assert.InRange(30, row.LowPercent!.Value, row.HighPercent!.Value);
        Assert.InRange(row.HighPercent!.Value - row.LowPercent!.Value, 0.1, 4);
        Assert.Equal((ShiftVerdict.Lower, 60, 60, "lower in 100 % of pairs (p < 0.0001)"), (row.Shift.Verdict, row.Shift.SamplesBefore, row.Shift.SamplesAfter, row.Reason));
    }

    [Fact]
    public void Shows_a_percentage_that_chance_may_have_made_with_that_remark()
    {
        var row = ComponentComparison.Of(Noise.Of(1, 30, level: 100, spread: 20), Noise.Of(2, 30, level: 101, spread: 20), Better.Higher);

        Assert.NotNull(row.ImprovementPercent);
        Assert.False(row.Shift.IsSignificant);
        Assert.StartsWith("no difference is shown (p = ", row.Reason, StringComparison.Ordinal);
        Assert.InRange(0, row.LowPercent!.Value, row.HighPercent!.Value);
    }

    [Fact]
    public void Gives_no_percentage_of_a_handful_of_samples()
    {
        var row = ComponentComparison.Of(Noise.Of(1, 60, level: 100), [1, 2, 3], Better.Higher);

        Assert.Equal((null, null, "not enough data after: 3 of 12 needed"), (row.ImprovementPercent, row.LowPercent, row.Reason));
        Assert.Equal(3, row.After!.Count);
    }

    [Fact]
    public void Gives_no_interval_where_neighbours_are_too_much_alike()
    {
        var drift = Enumerable.Range(0, 60).Select(i => 100 + (i * 0.1)).ToArray();

        var row = ComponentComparison.Of(drift, Noise.Of(1, 60, level: 110), Better.Higher);

        Assert.NotNull(row.ImprovementPercent);
        Assert.Equal((null, null), (row.LowPercent, row.HighPercent));
        Assert.StartsWith("not enough data before: neighbours are so alike", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_nothing_was_measured()
    {
        var row = ComponentComparison.Of([double.NaN, double.NaN], Noise.Of(1, 60), Better.Higher);

        Assert.Equal((null, null, "not enough data before: 0 of 12 needed"), (row.Before, row.ImprovementPercent, row.Reason));
    }

    [Fact]
    public void Has_no_percentage_of_a_baseline_of_zero()
    {
        var row = ComponentComparison.Of(new double[60], Noise.Of(1, 60, level: 100), Better.Lower);

        Assert.Equal((null, "the baseline is 0: there is no percentage of it"), (row.ImprovementPercent, row.Reason));
        Assert.True(row.Shift.IsSignificant);
    }

    [Fact]
    public void Compares_constants()
    {
        var row = ComponentComparison.Of(Enumerable.Repeat(50.0, 60).ToArray(), Enumerable.Repeat(40.0, 60).ToArray(), Better.Lower);

        Assert.Equal((20.0, 20.0, 20.0, true), (row.ImprovementPercent, row.LowPercent, row.HighPercent, row.Shift.IsSignificant));
    }

    [Fact]
    public void Answers_twice_with_the_same() => Assert.Equal(
        ComponentComparison.Of(Noise.Of(1, 200, level: 9), Noise.Of(2, 200, level: 10), Better.Higher),
        ComponentComparison.Of(Noise.Of(1, 200, level: 9), Noise.Of(2, 200, level: 10), Better.Higher));

    [Fact]
    [Trait("feature", "S1-47")]
    public void Growth_is_the_last_quarter_less_the_first()
    {
        var steady = Growth.Over(Noise.Of(1, 240, level: 50, spread: 0.1));
        var growing = Growth.Over([.. Noise.Of(1, 240, level: 50, spread: 0.1).Select((value, i) => value + (i / 24.0))]);

        Assert.False(steady.Shift.IsSignificant);
        Assert.InRange(steady.Amount!.Value, -0.1, 0.1);
        Assert.InRange(growing.Amount!.Value, 7.2, 7.8);
        Assert.Equal("not enough data before: 11 of 12 needed", Growth.Over(Noise.Of(1, 47)).Shift.Reason);
        Assert.Null(Growth.Over(Noise.Of(1, 47)).Amount);
    }

    [Fact]
    public void A_range_is_no_baseline_where_a_component_lacks_samples()
    {
        var full = Noise.Of(1, 60);

        Assert.Equal(new Sufficiency(true, "every component has at least 48 samples"), Sufficiency.Of([("cpu", full)], 48));
        Assert.Equal(
            new Sufficiency(false, "not enough data: communication has 12 of 48 needed"),
            Sufficiency.Of([("cpu", full), ("communication", [.. full.Take(12), double.NaN])], 48));
    }
}
