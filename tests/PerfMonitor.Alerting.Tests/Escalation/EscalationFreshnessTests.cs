using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Escalation;

/// <summary>What an escalation waits for is asked of the open alerts themselves; its groups, which are never looked at here, would not know.</summary>
[Trait("feature", "S2-14")]
public sealed class EscalationFreshnessTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Net critical web-1", null, "inhibited by critical Net, which fires with the same instance")]
    [InlineData("Net critical web-2", null, null)]
    [InlineData("Net warning web-1", null, null)]
    [InlineData("Disk critical router", null, "web-1 is behind router, where critical Disk fires")]
    [InlineData("Net critical web-1", 4, null)]
    public async Task Waits_for_what_explains_the_alert_as_long_as_that_fires(string other, int? endsAfterMinutes, string? held)
    {
        var (world, source) = database.EmptyWithSource();
        var clock = new ManualTimeProvider(Begin);
        var settings = new EscalationSettings(source, NullLogger<EscalationSettings>.Instance);
        await settings.PutAsync("policy", "p", new EscalationPolicy("p", [LabelMatchers.Parse("alertname=Cpu")], [new(TimeSpan.FromMinutes(5), [], [], ["sms"], [])]), "me", Begin, Token);
        var errors = new List<string>();
        var tree = RoutingTree.Build(
            new RoutingOptions
            {
                Inhibit = [new() { Source = ["severity=\"critical\"", "alertname=~\"Net|Power\""], Target = ["alertname=\"Cpu\""], Equal = ["instance"] }],
                Dependencies = [new() { Target = "router", Behind = ["web-1"] }],
            },
            ["sms"],
            errors);
        Assert.Empty(errors);
        var runner = new EscalationRunner(
            new EscalationStore(source), settings, new WorkingChannels(new HashSet<string> { "sms" }), new PipelineRules(tree, new Dictionary<string, ChannelRule>()), new Signals(), clock);
        var scene = new Scene(world);
        var (fired, explains) = (Scene.Event("Cpu warning web-1", Begin, Guid.NewGuid()), Scene.Event(other, Begin, Guid.NewGuid()));
        await scene.ReceiveAsync(fired);
        await scene.ReceiveAsync(explains);
        await runner.RunAsync(Token);
        if (endsAfterMinutes is { } minutes)
        {
            clock.Advance(TimeSpan.FromMinutes(minutes));
            await scene.ReceiveAsync(Scene.End(explains, explains.EventId, clock.GetUtcNow()));
        }

        clock.Advance(Begin + TimeSpan.FromMinutes(5) - clock.GetUtcNow());
        await runner.RunAsync(Token);

        await using var command = source.CreateCommand("SELECT e.held, e.position FROM alerting.escalations e JOIN alerting.alerts a ON a.id = e.alert_id WHERE a.name = 'Cpu'");
        await using var reader = await command.ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));
        Assert.Equal((held, held is null ? 1 : 0), (reader.Optional<string>(0), reader.GetInt32(1)));
    }
}
