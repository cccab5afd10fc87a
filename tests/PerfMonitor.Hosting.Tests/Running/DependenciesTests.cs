using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Tests.Running;

public sealed class DependenciesTests
{
    [Theory]
    [InlineData(WaitType.WaitUntilHealthy, "Running", null, HealthStatus.Healthy, null, nameof(WaitVerdict.Go))]
    [InlineData(WaitType.WaitUntilHealthy, "Running", null, HealthStatus.Unhealthy, null, nameof(WaitVerdict.Wait))]
    [InlineData(WaitType.WaitUntilHealthy, "Exited", 1, null, null, nameof(WaitVerdict.Wait))]
    [InlineData(WaitType.WaitUntilHealthy, "Exited", 1, null, WaitBehavior.StopOnResourceUnavailable, nameof(WaitVerdict.GiveUp))]
    [InlineData(WaitType.WaitUntilStarted, "Running", null, HealthStatus.Unhealthy, null, nameof(WaitVerdict.Go))]
    [InlineData(WaitType.WaitUntilStarted, "Starting", null, null, null, nameof(WaitVerdict.Wait))]
    [InlineData(WaitType.WaitForCompletion, "Running", null, HealthStatus.Healthy, null, nameof(WaitVerdict.Wait))]
    [InlineData(WaitType.WaitForCompletion, "Finished", 0, null, null, nameof(WaitVerdict.Go))]
    [InlineData(WaitType.WaitForCompletion, "Exited", 1, null, null, nameof(WaitVerdict.GiveUp))]
    [InlineData(WaitType.WaitForCompletion, "FailedToStart", null, null, null, nameof(WaitVerdict.GiveUp))]
    public void Decides_whether_to_go_on(WaitType type, string state, int? exitCode, HealthStatus? health, WaitBehavior? behavior, string expected)
    {
        var snapshot = new CustomResourceSnapshot
        {
            ResourceType = "Project",
            Properties = [],
            State = state,
            ExitCode = exitCode,
            HealthReports = [new("ready", health, null, null)],
        };

        Assert.Equal(expected, Dependencies.Judge(new WaitAnnotation(new ProjectResource("bus"), type) { WaitBehavior = behavior }, snapshot).ToString());
    }
}
