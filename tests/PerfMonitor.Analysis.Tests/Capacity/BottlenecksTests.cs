using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Tests.Forecasting;

namespace PerfMonitor.Analysis.Tests.Capacity;

public sealed class BottlenecksTests
{
    [Fact]
    [Trait("feature", "S2-84")]
    public void Names_first_what_runs_out_first()
    {
        (string Name, Reach Reach)[] resources =
        [
            ("unknown", Reached(5, 1)),
            ("idle", Reached(1000, Wave.Of(200, 1))),
            ("slow", Reached(146, Growing(0.2))),
            ("full", Reached(5, 1, 9)),
            ("fast", Reached(202, Growing(0.5))),
        ];

        var ranked = Bottlenecks.Rank(resources, resource => resource.Reach);

        Assert.Equal(["full", "fast", "slow", "idle", "unknown"], ranked.Select(resource => resource.Name));
        Assert.Equal(
            [typeof(AlreadyBeyond), typeof(WithinHorizon), typeof(WithinHorizon), typeof(NotWithinHorizon), typeof(CannotTell)],
            ranked.Select(resource => resource.Reach.GetType()));
    }

    private static Reach Reached(double threshold, params double[] values) =>
        TimeToThreshold.Of(Outlook.Hourly(values), new Threshold(threshold, ThresholdSide.FromBelow), new ForecastSettings(48));

    private static double[] Growing(double perHour) => [.. Wave.Of(200, 0.1).Select((value, i) => value + (perHour * i))];
}
