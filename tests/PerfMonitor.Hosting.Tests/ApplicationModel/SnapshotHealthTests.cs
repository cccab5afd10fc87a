using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.Hosting.Tests.ApplicationModel;

public sealed class SnapshotHealthTests
{
    [Theory]
    [InlineData("Running", new HealthStatus[0], false, HealthStatus.Healthy)]
    [InlineData("Running", new[] { HealthStatus.Healthy, HealthStatus.Healthy }, false, HealthStatus.Healthy)]
    [InlineData("Running", new[] { HealthStatus.Healthy, HealthStatus.Unhealthy }, false, HealthStatus.Unhealthy)]
    [InlineData("Running", new[] { HealthStatus.Healthy }, true, null)]
    [InlineData("Starting", new[] { HealthStatus.Healthy }, false, null)]
    [InlineData("Exited", new HealthStatus[0], false, null)]
    public void Is_the_worst_report_of_a_running_resource(string state, HealthStatus[] reports, bool oneUnknown, HealthStatus? expected)
    {
        var all = reports.Select(status => new HealthReportSnapshot("check", status, null, null));
        var snapshot = new CustomResourceSnapshot
        {
            ResourceType = "Project",
            Properties = [],
            State = state,
            HealthReports = [.. oneUnknown ? all.Append(new HealthReportSnapshot("new", null, null, null)) : all],
        };

        Assert.Equal(expected, snapshot.HealthStatus);
    }
}
