using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Tests.Api;

public sealed class DeliveriesApiTests(AlertingService service) : IClassFixture<AlertingService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_each_message_with_its_alerts_attempts_and_answers()
    {
        await service.Intake.FiredAsync(Scene.Event("Logged critical web-1", DateTimeOffset.UtcNow), Token);

        var log = await service.As(Roles.Viewer).UntilAsync("/api/channels/deliveries?channel=email&status=delivered", answer => Of(answer).Any());

        var message = Of(log).Single();
        Assert.Equal(("email", "delivered", "first notification"), ((string)message["channel"]!, (string)message["status"]!, (string)message["reason"]!));
        var attempt = message["attempts"]!.AsArray().Single()!;
        Assert.Equal((1, "delivered"), ((int)attempt["attempt"]!, (string)attempt["outcome"]!));
        Assert.True((double)attempt["durationMilliseconds"]! > 0);
        Assert.Null(message["nextAttemptAt"]);
        Assert.Empty(Of(await service.As(Roles.Viewer).ReadAsync("/api/channels/deliveries?channel=email&status=lost")));
        Assert.Empty(Of(await service.As(Roles.Viewer).ReadAsync("/api/channels/deliveries?channel=nobody")));

        static IEnumerable<JsonNode> Of(JsonNode answer) =>
            answer["deliveries"]!.AsArray().OfType<JsonNode>().Where(message => message["alerts"]!.AsArray().Any(alert => (string)alert!["name"]! == "Logged"));
    }

    [Fact]
    public async Task Leaves_heartbeats_out_unless_their_channel_is_asked_for()
    {
        var now = DateTimeOffset.UtcNow;
        await service.Heartbeats.ReceiveAsync(now, now, Token);

        await service.As(Roles.Viewer).UntilAsync("/api/channels/deliveries?channel=heartbeat", answer => answer["deliveries"]!.AsArray().Count == 1);

        var all = await service.As(Roles.Viewer).ReadAsync("/api/channels/deliveries");
        Assert.DoesNotContain("heartbeat", all["deliveries"]!.AsArray().Select(message => (string)message!["channel"]!));
    }
}
