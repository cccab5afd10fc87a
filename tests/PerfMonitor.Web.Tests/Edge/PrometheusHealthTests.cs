using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Edge;

public class PrometheusHealthTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/-/healthy", HealthStatus.Healthy, HttpStatusCode.OK, "PerfMonitor is Healthy.\n")]
    [InlineData("/-/healthy", HealthStatus.Unhealthy, HttpStatusCode.OK, "PerfMonitor is Healthy.\n")]
    [InlineData("/-/ready", HealthStatus.Healthy, HttpStatusCode.OK, "PerfMonitor is Ready.\n")]
    [InlineData("/-/ready", HealthStatus.Degraded, HttpStatusCode.OK, "PerfMonitor is Ready.\n")]
    [InlineData("/-/ready", HealthStatus.Unhealthy, HttpStatusCode.ServiceUnavailable, "PerfMonitor is not Ready.\n")]
    public async Task Tells_clients_of_Prometheus_without_a_key_how_the_system_is(string path, HealthStatus state, HttpStatusCode status, string text)
    {
        await using var web = await WebServer.StartAsync(services: services =>
            services.AddHealthChecks().AddCheck("test", () => new HealthCheckResult(state), [ServiceDefaults.HostDefaults.ReadyTag]));
        using var anybody = new HttpClient { BaseAddress = web.Address };

        using var answer = await anybody.GetAsync(path, _cancellation);

        Assert.Equal((status, text), (answer.StatusCode, await answer.Content.ReadAsStringAsync(_cancellation)));
    }
}
