using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Discord;
using PerfMonitor.Testing.Http;

namespace PerfMonitor.Alerting.Tests.Receivers;

public sealed class DiscordReceiverTests
{
    private static readonly PageOptions Page = new() { Url = "https://perf.example" };

    [Fact]
    public async Task Posts_an_embed_per_alert_and_calls_nobody_by_name()
    {
        await using var server = await HttpTestServer.StartAsync();

        await new DiscordReceiver(new() { WebhookUrl = $"{server.Url}/api/webhooks/1/secret?thread_id=5" }, Page, Answers.Sender()).SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        var request = Assert.Single(server.Requests);
        Assert.Equal("/api/webhooks/1/secret", request.Path);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                {
                  "content": "**\\[CRITICAL\\] HostCpuHigh on web-1**",
                  "embeds": [
                    {
                      "title": "HostCpuHigh on web-1",
                      "url": "https://perf.example/dashboard/alerts/HostCpuHigh-web-1-Critical",
                      "description": "CPU of web-1 is at 97 %\nFor five minutes already.",
                      "color": 14692657,
                      "timestamp": "2026-03-02T12:00:00.0000000Z",
                      "fields": [
                        { "name": "Value", "value": "0.9731 \\> 0.9", "inline": true },
                        { "name": "Severity", "value": "critical", "inline": true },
                        { "name": "Time", "value": "since 2026-03-02 12:00:00 UTC", "inline": false },
                        { "name": "Labels", "value": "alertname=HostCpuHigh, instance=web-1, severity=critical", "inline": false },
                        { "name": "What to do", "value": "Look for a runaway process.", "inline": false },
                        { "name": "Runbook", "value": "https://runbooks.example.org/cpu", "inline": false }
                      ],
                      "footer": { "text": "first notification; route {}/{severity=\"critical\"}" }
                    }
                  ],
                  "allowed_mentions": { "parse": [] },
                  "username": "Performance Monitor"
                }
                """),
                JsonNode.Parse(request.Body)),
            request.Body);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Stays_within_the_limits_of_embeds_whatever_the_alerts_hold(int count)
    {
        var monster = Samples.Alert(new string('*', 5000), new string('@', 5000)) with
        {
            Annotations = new Dictionary<string, string> { ["summary"] = new('*', 9000), ["description"] = new('_', 9000), ["recommendation"] = new('~', 9000), ["runbook_url"] = "https://e.org/" + new string('x', 5000) },
        };

        var message = DiscordMessage.Compose(Samples.Notification([.. Enumerable.Repeat(monster, count)]), new(), Page);

        Assert.InRange(DiscordMessage.Length(message), 1, DiscordMessage.LongestTogether);
        Assert.InRange(((string)message["content"]!).Length, 1, 2000);
        Assert.InRange(message["embeds"]!.AsArray().Count, 1, 10);
        Assert.All(message["embeds"]!.AsArray(), embed =>
        {
            Assert.InRange(((string)embed!["title"]!).Length, 1, 256);
            Assert.InRange(((string)embed["description"]!).Length, 1, 4096);
            Assert.All(embed["fields"]!.AsArray(), field => Assert.InRange(((string)field!["value"]!).Length, 1, 1024));
        });
    }

    [Theory]
    [InlineData(200, "{}", null, "Delivered")]
    [InlineData(429, """{"message":"You are being rate limited.","retry_after":1.5,"global":false}""", null, """RetryLater 429 {"message":"You are being rate limited.","retry_after":1.5,"global":false} after 1.5 s""")]
    [InlineData(429, """{"retry_after":1.5}""", 4, """RetryLater 429 {"retry_after":1.5} after 4 s""")]
    [InlineData(404, """{"message":"Unknown Webhook","code":10015}""", null, """Rejected 404 {"message":"Unknown Webhook","code":10015}""")]
    [InlineData(502, "<html>", null, "RetryLater 502 <html>")]
    public void Knows_what_its_answers_mean(int status, string body, int? after, string outcome) => Assert.Equal(outcome, DiscordReceiver.Classify(Answers.Of(status, body, after)).Written());
}
