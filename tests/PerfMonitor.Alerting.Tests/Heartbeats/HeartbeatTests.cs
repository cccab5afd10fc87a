using PerfMonitor.Alerting.Tests.Api;

namespace PerfMonitor.Alerting.Tests.Heartbeats;

public sealed class HeartbeatTests(AlertingService service) : IClassFixture<AlertingService>
{
    [Fact]
    public async Task Comes_out_where_channels_are_told_once_and_calls_the_address_outside_though_the_bus_is_away()
    {
        var now = DateTimeOffset.UtcNow;

        await service.Heartbeats.ReceiveAsync(now, now, TestContext.Current.CancellationToken);
        await CalledAsync(1);
        await service.Heartbeats.ReceiveAsync(now, now, TestContext.Current.CancellationToken);
        await service.Heartbeats.ReceiveAsync(now.AddSeconds(-15), now, TestContext.Current.CancellationToken);
        Assert.False(await service.Heartbeats.PassAsync(now, TestContext.Current.CancellationToken));

        await service.Heartbeats.ReceiveAsync(now.AddSeconds(15), now, TestContext.Current.CancellationToken);
        await CalledAsync(2);
        Assert.All(service.Http.Requests.Where(request => request.Path == "/heartbeat"), request => Assert.Equal("POST", request.Method));
    }

    private async Task CalledAsync(int times)
    {
        for (var attempt = 0; service.Http.Requests.Count(request => request.Path == "/heartbeat") < times; attempt++)
        {
            Assert.True(attempt < 600, $"{service.Http.Requests.Count(request => request.Path == "/heartbeat")} of {times} heartbeats came out");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(times, service.Http.Requests.Count(request => request.Path == "/heartbeat"));
    }
}
