using System.Text;
using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Teams;
using PerfMonitor.Testing.Http;

namespace PerfMonitor.Alerting.Tests.Receivers;

public sealed class TeamsReceiverTests
{
    private static readonly PageOptions Page = new() { Url = "https://perf.example" };

    [Fact]
    public async Task Posts_an_adaptive_card()
    {
        await using var server = await HttpTestServer.StartAsync();

        await new TeamsReceiver(new() { WebhookUrl = $"{server.Url}/workflows/secret" }, Page, Answers.Sender()).SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        var request = Assert.Single(server.Requests);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                {
                  "type": "message",
                  "attachments": [
                    {
                      "contentType": "application/vnd.microsoft.card.adaptive",
                      "content": {
                        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                        "type": "AdaptiveCard",
                        "version": "1.4",
                        "msteams": { "width": "Full" },
                        "body": [
                          { "type": "TextBlock", "text": "\\[CRITICAL\\] HostCpuHigh on web-1", "wrap": true, "size": "Large", "weight": "Bolder", "color": "Attention" },
                          { "type": "TextBlock", "text": "HostCpuHigh on web-1", "wrap": true, "weight": "Bolder", "separator": true },
                          { "type": "TextBlock", "text": "CPU of web-1 is at 97 %", "wrap": true },
                          { "type": "TextBlock", "text": "For five minutes already.", "wrap": true },
                          { "type": "TextBlock", "text": "Look for a runaway process.", "wrap": true },
                          { "type": "FactSet", "facts": [
                            { "title": "Value", "value": "0.9731 > 0.9" },
                            { "title": "Severity", "value": "critical" },
                            { "title": "Time", "value": "since 2026-03-02 12:00:00 UTC" },
                            { "title": "Expression", "value": "host\\_cpu\\_utilization\\_ratio > 0.9" },
                            { "title": "instance", "value": "web-1" }
                          ] },
                          { "type": "TextBlock", "text": "first notification; route {}/{severity=\"critical\"}", "wrap": true, "isSubtle": true, "size": "Small" }
                        ],
                        "actions": [
                          { "type": "Action.OpenUrl", "title": "Open", "url": "https://perf.example/dashboard/alerts/HostCpuHigh-web-1-Critical" },
                          { "type": "Action.OpenUrl", "title": "Runbook", "url": "https://runbooks.example.org/cpu" }
                        ]
                      }
                    }
                  ]
                }
                """),
                JsonNode.Parse(request.Body)),
            request.Body);
    }

    [Theory]
    [InlineData(1, 'x')]
    [InlineData(100, 'x')]
    [InlineData(100, '*')]
    public void Stays_below_what_teams_takes_whatever_the_alerts_hold(int count, char filling)
    {
        var monster = Samples.Alert(new string(filling, 5000)) with
        {
            Annotations = new Dictionary<string, string> { ["summary"] = new(filling, 9000), ["description"] = new(filling, 9000), ["recommendation"] = new(filling, 9000) },
            Labels = Enumerable.Range(0, 60).ToDictionary(i => $"label_{i:00}", _ => new string(filling, 5000)),
        };

        var message = TeamsCard.Compose(Samples.Notification([.. Enumerable.Repeat(monster, count)]), Page).ToJsonString();

        Assert.InRange(Encoding.UTF8.GetByteCount(message), 1, TeamsCard.LongestMessage);
    }

    [Theory]
    [InlineData(202, "", null, "Delivered")]
    [InlineData(200, "1", null, "Delivered")]
    [InlineData(200, "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429", null, "RetryLater Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429")]
    [InlineData(429, "slow down", 30, "RetryLater 429 slow down after 30 s")]
    [InlineData(400, "bad card", null, "Rejected 400 bad card")]
    public void Knows_what_its_answers_mean(int status, string body, int? after, string outcome) => Assert.Equal(outcome, TeamsReceiver.Classify(Answers.Of(status, body, after)).Written());
}
