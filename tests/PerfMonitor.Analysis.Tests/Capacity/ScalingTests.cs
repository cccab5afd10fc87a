using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Forecasting;

namespace PerfMonitor.Analysis.Tests.Capacity;

public sealed class ScalingTests
{
    // ⌈4 · upper / 0.8⌉: 0.9 → 5, 0.7 → 4, 0.3 → 2.
    [Theory]
    [InlineData(0.7, 0.9, 5, "run 5 instances instead of 4: utilisation peaks at 70 %, 90 % at most (95 %), where 80 % is wanted; 0.8 is not expected within 60 min (95 %: 48 min to more than 60 min)")]
    [InlineData(0.6, 0.7, 4, "4 instances are right: utilisation peaks at 60 %, 70 % at most (95 %), where 80 % is wanted; not within 60 min: even the upper bound stays clear of 0.8")]
    [InlineData(0.2, 0.3, 2, "2 instead of 4 instances would do: utilisation peaks at 20 %, 30 % at most (95 %), where 80 % is wanted; not within 60 min: even the upper bound stays clear of 0.8")]
    [Trait("feature", "S2-96")]
    public void Runs_as_many_instances_as_the_peak_needs(double peak, double upper, int instances, string reason)
    {
        var scaling = Scaling.For(Outlook.Hourly(0.4), Outlook.Of([0.1], [peak], [upper]), 4);

        Assert.Equal((instances, 4, reason), (scaling.Instances, scaling.Now, scaling.Reason));
    }

    [Fact]
    public void Changes_nothing_without_a_forecast() =>
        Assert.Equal(
            new Scaling(3, 3, new CannotTell("not enough data"), "leave 3 instances: not enough data"),
            Scaling.For(Outlook.Hourly(0.4), new ForecastRefused("not enough data"), 3));
}
