using PerfMonitor.Hosting.Health;

namespace PerfMonitor.Hosting.Tests.Health;

public sealed class HealthMonitorTests
{
    [Theory]
    [InlineData(false, false, 1, 200)]
    [InlineData(false, false, 31, 1000)]
    [InlineData(true, true, 1, 10_000)]
    [InlineData(false, true, 1, 1000)]
    public void Asks_often_while_coming_up_and_seldom_while_well(bool healthy, bool wasHealthyOnce, int runningSeconds, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), HealthMonitor.Pause(healthy, wasHealthyOnce, TimeSpan.FromSeconds(runningSeconds)));
}
