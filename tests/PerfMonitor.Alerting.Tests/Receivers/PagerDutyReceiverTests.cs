using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.PagerDuty;
using PerfMonitor.Testing.Http;

namespace PerfMonitor.Alerting.Tests.Receivers;

public sealed class PagerDutyReceiverTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private static readonly PageOptions Page = new() { Url = "https://perf.example" };

    [Fact]
    [Trait("feature", "S2-110")]
    public void Triggers_an_incident_with_everything_one_needs()
    {
        var message = PagerDutyEvent.Compose(Samples.Notification(), new() { RoutingKey = Key }, Page);

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                {
                  "routing_key": "0123456789abcdef0123456789abcdef",
                  "event_action": "trigger",
                  "dedup_key": "33333333-3333-3333-3333-333333333333",
                  "client": "Performance Monitor",
                  "client_url": "https://perf.example/dashboard/alerts",
                  "payload": {
                    "summary": "[CRITICAL] HostCpuHigh on web-1: CPU of web-1 is at 97 %",
                    "source": "web-1",
                    "severity": "critical",
                    "timestamp": "2026-03-02T12:00:00.0000000Z",
                    "group": "host",
                    "class": "HostCpuHigh",
                    "custom_details": {
                      "why": "first notification; route {}/{severity=\"critical\"}",
                      "firing": [
                        {
                          "alert": "HostCpuHigh on web-1",
                          "time": "since 2026-03-02 12:00:00 UTC",
                          "labels": "alertname=HostCpuHigh, instance=web-1, severity=critical",
                          "value": "0.9731 > 0.9",
                          "summary": "CPU of web-1 is at 97 %",
                          "description": "For five minutes already.",
                          "what_to_do": "Look for a runaway process.",
                          "expression": "host_cpu_utilization_ratio > 0.9"
                        }
                      ],
                      "resolved": [],
                      "not_shown": 0
                    }
                  },
                  "links": [
                    { "href": "https://perf.example/dashboard/alerts/HostCpuHigh-web-1-Critical", "text": "HostCpuHigh on web-1" },
                    { "href": "https://runbooks.example.org/cpu", "text": "Runbook" }
                  ]
                }
                """),
                message),
            message.ToJsonString());
    }

    public static TheoryData<string, string> Actions => new()
    {
        { "firing", "trigger" },
        { "firing acknowledged", "trigger" },
        { "firing resolved", "trigger" },
        { "acknowledged", "acknowledge" },
        { "acknowledged resolved", "acknowledge" },
        { "resolved resolved", "resolve" },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public void Does_to_the_incident_what_happened_to_its_alerts(string states, string action)
    {
        var alerts = states.Split(' ').Select(state => state switch
        {
            "acknowledged" => Samples.Alert() with { State = AlertState.Acknowledged, AcknowledgedBy = "anna" },
            "resolved" => Samples.Alert().Resolved(),
            _ => Samples.Alert(),
        });

        var message = PagerDutyEvent.Compose(Samples.Notification([.. alerts]), new() { RoutingKey = Key }, Page);

        Assert.Equal((action, action == "trigger"), ((string?)message["event_action"], message["payload"] is not null));
        Assert.Equal("33333333-3333-3333-3333-333333333333", (string?)message["dedup_key"]);
    }

    [Fact]
    public void Stays_below_half_a_megabyte_whatever_the_alerts_hold()
    {
        var monster = Samples.Alert(new string('n', 5000)) with { Annotations = new Dictionary<string, string> { ["summary"] = new('s', 9000), ["description"] = new('d', 9000), ["recommendation"] = new('r', 9000) } };

        var message = PagerDutyEvent.Compose(Samples.Notification([.. Enumerable.Repeat(monster, 100)]) with { TruncatedAlerts = 7 }, new() { RoutingKey = Key }, Page);

        Assert.InRange(message.ToJsonString().Length, 1, 512_000);
        Assert.InRange(((string)message["payload"]!["summary"]!).Length, 1, 1024);
        Assert.Equal(82, (int)message["payload"]!["custom_details"]!["not_shown"]!);
    }

    [Theory]
    [InlineData(403, "RetryLater 403 slow down")]
    [InlineData(400, "Rejected 400 slow down")]
    [InlineData(200, "Delivered")]
    public async Task Ends_an_incident_by_the_first_version_of_the_api_too(int status, string outcome)
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = context =>
        {
            context.Response.StatusCode = status;
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "slow down");
        };

        var came = await new PagerDutyReceiver(new() { BaseUrl = server.Url, RoutingKey = Key, IsFirstVersion = true }, Page, Answers.Sender()).SendAsync(Samples.Notification(Samples.Alert().Resolved()), TestContext.Current.CancellationToken);

        Assert.Equal(outcome, came.Written());
        var request = Assert.Single(server.Requests);
        Assert.Equal("/generic/2010-04-15/create_event.json", request.Path);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""{"service_key":"0123456789abcdef0123456789abcdef","event_type":"resolve","incident_key":"33333333-3333-3333-3333-333333333333","description":"[RESOLVED] HostCpuHigh on web-1","details":null}"""),
                JsonNode.Parse(request.Body)),
            request.Body);
    }

    [Fact]
    public async Task Never_shows_the_key_that_a_server_repeats_nor_more_of_its_answer_than_a_person_reads()
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = static context =>
        {
            context.Response.StatusCode = 400;
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, $"routing_key {Key} is unknown {new string('x', 1000)}");
        };

        var outcome = await new PagerDutyReceiver(new() { BaseUrl = server.Url, RoutingKey = Key }, Page, Answers.Sender()).SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.Equal(new Outcome.Rejected($"400 routing_key … is unknown {new string('x', 174)}…"), outcome);
    }

    [Fact]
    public async Task Leaves_no_incident_behind_after_a_test()
    {
        await using var server = await HttpTestServer.StartAsync();

        var outcome = await new PagerDutyReceiver(new() { BaseUrl = server.Url, RoutingKey = Key }, Page, Answers.Sender())
            .SendAsync(Samples.Notification() with { Reason = NotifyReason.Test }, TestContext.Current.CancellationToken);

        Assert.Equal(new Outcome.Delivered(), outcome);
        Assert.Equal(["/v2/enqueue trigger", "/v2/enqueue resolve"], server.Requests.Select(request => $"{request.Path} {JsonNode.Parse(request.Body)!["event_action"]}"));
    }
}
