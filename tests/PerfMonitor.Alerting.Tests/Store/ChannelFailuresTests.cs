using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Acceptance;

namespace PerfMonitor.Alerting.Tests.Store;

public sealed class ChannelFailuresTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    [Fact]
    public async Task Keeps_the_last_error_and_since_when_nothing_gets_through()
    {
        var (world, source) = database.EmptyWithSource();
        var failures = new ChannelFailures(source);
        Assert.Empty(await failures.AllAsync(TestContext.Current.CancellationToken));
        var channel = new FakeReceiver("email").Answering(new Outcome.RetryLater("503 busy"), new Outcome.RetryLater("504 too late"));
        var seen = new List<ChannelState>();
        var scene = new Scene(world, null, channel).Fires(0, "Cpu critical web-1").At(1, LookAsync).At(2, LookAsync).At(4, LookAsync);
        var begin = scene.Now;

        await scene.PlayAsync(4);

        Assert.Equal(
            [
                new ChannelState(1, "503 busy", begin, begin),
                new ChannelState(1, "504 too late", begin.AddSeconds(1), begin),
                new ChannelState(0, "504 too late", begin.AddSeconds(1), null),
            ],
            seen);

        async Task LookAsync() => seen.Add((await failures.AllAsync(TestContext.Current.CancellationToken))["email"]);
    }
}
