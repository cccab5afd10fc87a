using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Routing;
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
        Assert.Equal(new ChannelState(0, null, null, null, null, null), (await failures.OfAsync(["email"], Samples.Noon, TestContext.Current.CancellationToken))["email"]);
        var channel = new FakeReceiver("email").Answering(new Outcome.RetryLater("503 busy"), new Outcome.RetryLater("504 too late"));
        var seen = new List<ChannelState>();
        var scene = new Scene(world, null, channel);
        scene.Fires(0, "Cpu critical web-1").At(1, LookAsync).At(2, LookAsync).At(4, LookAsync);
        var begin = scene.Now;

        await scene.PlayAsync(4);

        Assert.Equal(
            [
                new ChannelState(1, "503 busy", begin, begin, null, null),
                new ChannelState(1, "504 too late", begin.AddSeconds(1), begin, null, null),
                new ChannelState(0, "504 too late", begin.AddSeconds(1), null, null, begin.AddSeconds(3)),
            ],
            seen);

        async Task LookAsync() => seen.Add((await failures.OfAsync(["email"], scene.Now, TestContext.Current.CancellationToken))["email"]);
    }

    [Fact]
    public async Task Says_of_each_channel_when_it_last_took_something_however_much_goes_to_others()
    {
        var (world, source) = database.EmptyWithSource();
        var scene = new Scene(world, new RoutingOptions { Channels = ["other"], GroupBy = ["alertname"], GroupWait = TimeSpan.Zero, Routes = [new() { Match = ["alertname=\"Cpu\""], Channels = ["email"] }] }, new FakeReceiver("email"), new FakeReceiver("other"))
            .Fires(0, "Cpu critical web-1");
        var begin = scene.Now;
        for (var other = 0; other < 250; other++)
        {
            scene.Fires(5, $"Other{other} critical web-1");
        }

        await scene.PlayAsync(6);

        var states = await new ChannelFailures(source).OfAsync(["email", "other", "idle"], scene.Now, TestContext.Current.CancellationToken);
        Assert.Equal([begin, begin.AddSeconds(5), null], ((string[])["email", "other", "idle"]).Select(channel => states[channel].LastDeliveredAt));
    }

    [Fact]
    public async Task Does_not_call_a_channel_failing_that_some_recipients_are_reached_through()
    {
        var (world, source) = database.EmptyWithSource();
        var failures = new ChannelFailures(source);
        var channel = new FakeReceiver("email").Answering(new Outcome.RetryLater("bob: 450 greylisted", Reached: true));
        var scene = new Scene(world, null, channel).Fires(0, "Cpu critical web-1");

        await scene.PlayAsync(0);

        Assert.Equal(new ChannelState(1, "bob: 450 greylisted", scene.Now, null, null, null), (await failures.OfAsync(["email"], scene.Now, TestContext.Current.CancellationToken))["email"]);
    }

    [Fact]
    public async Task Says_until_when_a_channel_wants_to_be_left_alone_and_why_what_waits_does()
    {
        var (world, source) = database.EmptyWithSource();
        var failures = new ChannelFailures(source);
        var channel = new FakeReceiver("email").Answering(new Outcome.RetryLater("429 slow down", TimeSpan.FromMinutes(5)));
        var scene = new Scene(world, null, channel).Fires(0, "Cpu critical web-1").Fires(1, "Disk critical web-1");
        var until = scene.Now.AddMinutes(5);

        await scene.PlayAsync(1);

        Assert.Equal(new ChannelState(2, "429 slow down", scene.Now.AddSeconds(-1), scene.Now.AddSeconds(-1), until, null), (await failures.OfAsync(["email"], scene.Now, TestContext.Current.CancellationToken))["email"]);
        var log = await new DeliveryLog(source, scene.Clock).ListAsync(null, ["pending"], 10, TestContext.Current.CancellationToken);
        Assert.Equal(
            [(1, "the channel wants to be left alone: 429 slow down", until), (0, "the channel wants to be left alone: 429 slow down", until)],
            log.OrderByDescending(entry => entry.Attempts.Count).Select(entry => (entry.Attempts.Count, entry.Waits, entry.NextAttemptAt!.Value)));
        Assert.Empty(channel.Told);

        await failures.GoOnAsync("email", TestContext.Current.CancellationToken);
        await scene.SettleAsync();
        Assert.Equal(["1: FirstNotification [Disk web-1] ()"], channel.Told);
    }
}
