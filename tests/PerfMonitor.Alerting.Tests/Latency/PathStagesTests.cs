using PerfMonitor.Alerting.Latency;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Tests.Latency;

public sealed class PathStagesTests
{
    [Theory]
    [InlineData(0, 30, 45, 50, 90, "evaluate 30, publish 15, decide 5, deliver 40, total 90")]
    [InlineData(null, 30, 45, 50, 90, "publish 15, decide 5, deliver 40")]
    [InlineData(null, null, null, 50, 90, "deliver 40")]
    [InlineData(40, 30, 45, 50, 90, "evaluate 0, publish 15, decide 5, deliver 40, total 50")]
    public void Measures_each_stage_whose_ends_are_known(int? sample, int? changed, int? received, int queued, int delivered, string stages) =>
        Assert.Equal(stages, string.Join(", ", PathStages.Of(new PathStamps(At(sample), At(changed), At(received), At(queued)!.Value), At(delivered)!.Value)
            .Select(stage => $"{stage.Name} {stage.Took.TotalMilliseconds:0}")));

    private static DateTimeOffset? At(int? milliseconds) => milliseconds is { } past ? Samples.Noon.AddMilliseconds(past) : null;
}
