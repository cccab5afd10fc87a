using MassTransit;
using PerfMonitor.Alerting.Heartbeats;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Heartbeats;

public sealed class HeartbeatReceiverTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tells_those_inside_although_the_address_outside_hangs()
    {
        var (clock, told) = (new ManualTimeProvider(Samples.Noon), new Told());
        using var client = new HttpClient(new Hanging());
        var bus = Bus.Factory.CreateUsingInMemory(static _ => { });
        bus.ConnectPublishObserver(told);
        await bus.StartAsync(Cancelled);
        var sending = new HeartbeatReceiver(new HeartbeatOptions { Url = "http://watcher.test/" }, new HttpSender(client, clock), bus, clock).SendAsync(Samples.Notification(), Cancelled);

        clock.Advance(TimeSpan.FromSeconds(5));
        var outcome = await sending.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Equal(new Outcome.Rejected("no answer within 5 s"), outcome);
        Assert.Equal(1, told.Times);
        await bus.StopAsync(Cancelled);
    }

    private sealed class Hanging : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("It hangs.");
        }
    }

    private sealed class Told : IPublishObserver
    {
        public int Times { get; private set; }

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            Times++;
            return Task.CompletedTask;
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
