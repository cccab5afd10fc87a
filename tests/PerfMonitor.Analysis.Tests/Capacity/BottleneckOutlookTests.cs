using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Tests.Forecasting;

namespace PerfMonitor.Analysis.Tests.Capacity;

public sealed class BottleneckOutlookTests
{
    [Fact]
    [Trait("feature", "S2-84")]
    public void Names_first_what_runs_out_first()
    {
        LimitedResource[] resources =
        [
            new("unknown", Outlook.Hourly(1), new(5, ThresholdSide.FromBelow)),
            new("idle", Outlook.Hourly(Wave.Of(200, 1)), new(1000, ThresholdSide.FromBelow)),
            new("slow", Outlook.Hourly(Growing(0.2)), new(146, ThresholdSide.FromBelow)),
            new("full", Outlook.Hourly(1, 9), new(5, ThresholdSide.FromBelow)),
            new("fast", Outlook.Hourly(Growing(0.5)), new(202, ThresholdSide.FromBelow)),
        ];

        var ranked = BottleneckOutlook.Rank(resources, new ForecastSettings(48));

        Assert.Equal(["full", "fast", "slow", "idle", "unknown"], ranked.Select(outlook => outlook.Name));
        Assert.Equal(
            [typeof(AlreadyBeyond), typeof(WithinHorizon), typeof(WithinHorizon), typeof(NotWithinHorizon), typeof(CannotTell)],
            ranked.Select(outlook => outlook.Reach.GetType()));
    }

    private static double[] Growing(double perHour) => [.. Wave.Of(200, 0.1).Select((value, i) => value + (perHour * i))];
}
