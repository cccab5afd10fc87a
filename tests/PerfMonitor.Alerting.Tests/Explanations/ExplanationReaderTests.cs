using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Explanations;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Store;

namespace PerfMonitor.Alerting.Tests.Explanations;

public sealed class ExplanationReaderTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tells_the_standing_of_each_member_of_a_group_and_of_one_that_has_left_it()
    {
        var (world, source) = database.EmptyWithSource();
        var delivery = new DeliveryOptions { Limits = new Dictionary<string, LimitOptions> { ["email"] = new() { Most = 1, Per = TimeSpan.FromHours(1) } } };
        var routing = new RoutingOptions { Routes = [], GroupWait = TimeSpan.Zero, GroupBy = ["alertname"], GroupInterval = TimeSpan.FromSeconds(10) };
        var scene = new Scene(world, delivery, routing, new FakeReceiver("email"), new FakeReceiver("hook"));
        List<string> shown = [];
        await scene.Fires(0, "Cpu critical web-1").At(3, () => ShowAsync("web-1"))
            .Fires(5, "Cpu critical web-2").At(20, () => ShowAsync("web-2"))
            .Resolves(30, "Cpu critical web-1").At(60, () => ShowAsync("web-1"))
            .PlayAsync(60);

        Assert.Equal(
            [
                "3: email told: nothing new; hook told: nothing new",
                "20: email queued: waits for the channel's limit; hook told: nothing new",
                "60: email queued: waits for the channel's limit; hook told: told 3 times, at last at 2026-03-02 10",
            ],
            shown);

        async Task ShowAsync(string instance)
        {
            var rules = new PipelineRules(
                RoutingTree.Build(routing, ["email", "hook"], []),
                scene.Channels.ToDictionary(channel => channel.Name, channel => new ChannelRule(channel.Name, channel.SendResolved)));
            var reader = new ExplanationReader(source, world, Options.Create(delivery), new Channels(scene.Channels), new Live<PipelineRules>(rules), scene.Clock);
            var alert = Assert.Single(await new AlertQueries(source).ListAsync(AlertFilter.Since(DateTimeOffset.UnixEpoch, 10), Token), alert => alert.Labels["instance"] == instance);
            var way = Assert.Single(await reader.ExplainAsync(alert, [], Token));
            shown.Add($"{(scene.Clock.GetUtcNow() - Samples.Noon.AddHours(-2)).TotalSeconds}: " + string.Join("; ", way.Channels.Select(channel => $"{channel.Channel} {channel.Standing.ToString().ToLowerInvariant()}: {FirstWords(channel.Reason)}")));
        }

        static string FirstWords(string reason) => reason.StartsWith("waits", StringComparison.Ordinal) || reason.StartsWith("told", StringComparison.Ordinal) ? reason.Split(':')[0] : reason.Split(';')[0];
    }
}
