using PerfMonitor.LoadTest.Progress;

namespace PerfMonitor.LoadTest.Tests.Progress;

public sealed class ProgressStepsTests
{
    [Theory]
    [InlineData(new double[] { 0, 4.9, 9.9 }, new bool[] { false, false, false })]
    [InlineData(new double[] { 9.8, 10.1, 14.9, 20 }, new bool[] { false, true, false, true })]
    [InlineData(new double[] { 35, 39, 100, 100 }, new bool[] { true, false, true, false })]
    [Trait("feature", "S0-13")]
    public void Are_told_once_for_every_tenth(double[] percents, bool[] told)
    {
        var steps = new ProgressSteps();

        Assert.Equal(told, percents.Select(steps.Reach));
    }
}
