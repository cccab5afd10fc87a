using PerfMonitor.Analysis.Baselines;

namespace PerfMonitor.Analysis.Tests.Baselines;

public sealed class ImprovementTests
{
    [Theory]
    [InlineData(120, 84, Better.Lower, 30.0)]
    [InlineData(84, 120, Better.Lower, -42.857142857142854)]
    [InlineData(476, 876.8, Better.Higher, 84.20168067226889)]
    [InlineData(100, 100, Better.Higher, 0.0)]
    [InlineData(-4, -2, Better.Higher, 50.0)]
    [InlineData(0, 5, Better.Higher, null)]
    [InlineData(double.NaN, 5, Better.Higher, null)]
    [InlineData(5, double.PositiveInfinity, Better.Higher, null)]
    [Trait("feature", "S1-19")]
    public void Is_relative_to_the_baseline(double baseline, double now, Better better, double? percent) =>
        Assert.Equal(percent, Improvement.Percent(baseline, now, better));

    [Fact]
    [Trait("feature", "S1-23")]
    public void Of_the_four_components_is_averaged_to_the_overall_effectiveness()
    {
        var effectiveness = Effectiveness.Of(new Dictionary<ComponentRole, double?>
        {
            [ComponentRole.Throughput] = 84.2,
            [ComponentRole.Memory] = 30.1,
            [ComponentRole.Cpu] = 31.3,
            [ComponentRole.Communication] = 47.8,
            [ComponentRole.Other] = 1000,
        });

        Assert.Equal(48.35, effectiveness.Percent!.Value, 10);
    }

    [Fact]
    public void Overall_is_not_known_without_one_of_the_four()
    {
        var effectiveness = Effectiveness.Of(new Dictionary<ComponentRole, double?> { [ComponentRole.Throughput] = 84.2, [ComponentRole.Memory] = null, [ComponentRole.Cpu] = 31.3 });

        Assert.Equal(new Effectiveness(null, "not known without memory, communication"), effectiveness);
    }

    [Theory]
    [InlineData(47, 84.0, TargetOutcome.Achieved, "+84.0 % of +47.0 % aimed at, 37.0 points above the target")]
    [InlineData(47, 12.0, TargetOutcome.Missed, "+12.0 % of +47.0 % aimed at, 35.0 points below the target")]
    [InlineData(47, -3.0, TargetOutcome.Missed, "-3.0 % of +47.0 % aimed at, 50.0 points below the target")]
    [InlineData(47, null, TargetOutcome.Unknown, "+47.0 % was aimed at; what was achieved is not known")]
    [Trait("feature", "S1-46")]
    public void Is_compared_with_what_was_aimed_at(double target, double? achieved, TargetOutcome outcome, string words) =>
        Assert.Equal(new TargetCheck(target, achieved, outcome, words), TargetCheck.Of(target, achieved));
}
