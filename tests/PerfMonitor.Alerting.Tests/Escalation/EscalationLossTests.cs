using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Store;

namespace PerfMonitor.Alerting.Tests.Escalation;

/// <summary>Steps whose messages do not arrive, over a real PostgreSQL.</summary>
[Trait("feature", "S2-14")]
public sealed class EscalationLossTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    [Theory]
    [InlineData(0, "Escalated escalation 'p', step 2 of 2, tells everybody there over boss", "Delivered delivered")]
    [InlineData(1, "Escalated escalation 'p', step 2 of 2, tells everybody there over boss", "Delivered delivered")]
    [InlineData(2, "Escalated step 1 reached nobody (401), so the next comes at once: escalation 'p', step 2 of 2, tells everybody there over boss", "Delivered delivered")]
    public async Task Goes_on_at_once_when_every_message_of_a_step_is_lost(int lost, params string[] story)
    {
        var (world, source) = database.EmptyWithSource();
        var settings = new EscalationSettings(source, NullLogger<EscalationSettings>.Instance);
        var policy = new EscalationPolicy("p", [LabelMatchers.Parse("severity=critical")], [new(TimeSpan.FromMinutes(5), [], [], ["sms", "mail"], []), new(TimeSpan.FromMinutes(30), [], [], ["boss"], [])]);
        var channels = new[] { "sms", "mail", "boss" }.Select((name, index) => index < lost ? new FakeReceiver(name).Answering(new Outcome.Rejected("401")) : new FakeReceiver(name)).ToArray();
        var scene = new Scene(world, new RoutingOptions { Channels = ["boss"], GroupWait = TimeSpan.FromHours(1), Routes = [] }, channels);
        await settings.PutAsync("policy", "p", policy, "me", scene.Now, TestContext.Current.CancellationToken);
        var rules = new PipelineRules(RoutingTree.Build(new RoutingOptions(), ["sms", "mail", "boss"], []), new Dictionary<string, ChannelRule>());
        var runner = new EscalationRunner(new EscalationStore(source), settings, new WorkingChannels(new HashSet<string> { "sms", "mail", "boss" }), rules, new Signals(), scene.Clock);
        await scene.ReceiveAsync(Scene.Event("Cpu critical web-1", scene.Now));

        for (var minute = 0; minute <= 35; minute++)
        {
            await runner.RunAsync(TestContext.Current.CancellationToken);
            await scene.SettleAsync();
            Assert.Equal(minute < (lost == 2 ? 6 : 35) ? 0 : 1, channels[2].Notifications.Count);
            scene.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(story, (await scene.StoryAsync("Cpu critical web-1")).TakeLast(2).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }
}
