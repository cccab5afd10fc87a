using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Http;

namespace PerfMonitor.Alerting.Tests.Receivers;

[Trait("feature", "S2-10")]
[Trait("feature", "S2-36")]
public sealed class SlackReceiverTests
{
    [Fact]
    public async Task Posts_to_the_webhook_under_the_notifications_id()
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = context => context.Response.WriteAsync("ok");

        var outcome = await Receiver($"{server.Url}/services/T1/B1/secret").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.Equal(new Outcome.Delivered(), outcome);
        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/services/T1/B1/secret", "22222222-2222-2222-2222-222222222222"), (request.Method, request.Path, request.Headers["Idempotency-Key"]));
        Assert.Equal("[CRITICAL] HostCpuHigh on web-1", (string?)JsonNode.Parse(request.Body)!["text"]);
    }

    [Fact]
    public async Task Passes_slacks_own_words_on()
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return context.Response.WriteAsync("no_service");
        };

        Assert.Equal(new Outcome.Rejected("404 no_service"), await Receiver(server.Url).SendAsync(Samples.Notification(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Shows_of_the_webhook_only_its_host() =>
        Assert.Equal("#performance-alerts at https://hooks.slack.com", Receiver("https://hooks.slack.com/services/T1/B1/secret").Destination);

    [Fact]
    public void Is_off_without_a_webhook() => Assert.Equal("no webhook is configured; set Channels:Slack:WebhookUrl", Receiver("").Off);

    private static SlackReceiver Receiver(string url) => new(
        new SlackOptions { WebhookUrl = url },
        new PageOptions(),
        new HttpSender(new HttpClient(), new ManualTimeProvider()));
}
