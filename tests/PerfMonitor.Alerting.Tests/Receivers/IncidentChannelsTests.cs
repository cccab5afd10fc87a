using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Opsgenie;
using PerfMonitor.Alerting.Receivers.Pushover;
using PerfMonitor.Alerting.Receivers.RocketChat;
using PerfMonitor.Alerting.Receivers.VictorOps;
using PerfMonitor.Alerting.Receivers.Webex;
using PerfMonitor.Contracts;
using PerfMonitor.Testing.Http;

namespace PerfMonitor.Alerting.Tests.Receivers;

/// <summary>Opsgenie, Splunk On-Call, Pushover, Webex and Rocket.Chat, each against a server that keeps what it got.</summary>
public sealed class IncidentChannelsTests
{
    private const string Key = "key-0123456789";
    private static readonly PageOptions Page = new() { Url = "https://perf.example" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> States => new()
    {
        { "opsgenie", "firing resolved", "POST /v2/alerts" },
        { "opsgenie", "acknowledged", "POST /v2/alerts/33333333-3333-3333-3333-333333333333/acknowledge" },
        { "opsgenie", "resolved", "POST /v2/alerts/33333333-3333-3333-3333-333333333333/close" },
        { "opsgenie", "test", "POST /v2/alerts|POST /v2/alerts/33333333-3333-3333-3333-333333333333/close" },
        { "victorops", "firing resolved", "CRITICAL" },
        { "victorops", "warning", "WARNING" },
        { "victorops", "acknowledged", "ACKNOWLEDGEMENT" },
        { "victorops", "resolved", "RECOVERY" },
        { "victorops", "test", "CRITICAL|RECOVERY" },
        { "pushover", "firing", "priority 2 retry 60 expire 3600" },
        { "pushover", "warning", "priority 1 retry  expire " },
        { "pushover", "resolved", "priority 0 retry  expire " },
        { "pushover", "test", "priority 0 retry  expire " },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task Do_there_what_happened_to_the_alerts(string kind, string states, string requests)
    {
        await using var server = await HttpTestServer.StartAsync();
        var alerts = states.Split(' ').Select(state => state switch
        {
            "acknowledged" => Samples.Alert() with { State = AlertState.Acknowledged, AcknowledgedBy = "anna" },
            "resolved" => Samples.Alert().Resolved(),
            "warning" => Samples.Alert(severity: Severity.Warning),
            _ => Samples.Alert(),
        });

        var outcome = await Channel(kind, server.Url).SendAsync(Samples.Notification([.. alerts]) with { Reason = states == "test" ? NotifyReason.Test : NotifyReason.NewAlerts }, Token);

        Assert.Equal(new Outcome.Delivered(), outcome);
        Assert.Equal(requests, string.Join('|', server.Requests.Select(request => kind switch
        {
            "opsgenie" => $"{request.Method} {request.Path}",
            "victorops" => (string)JsonNode.Parse(request.Body)!["message_type"]!,
            _ => $"priority {Form(request)["priority"]} retry {Form(request).GetValueOrDefault("retry")} expire {Form(request).GetValueOrDefault("expire")}",
        })));
    }

    [Fact]
    public async Task Make_an_alert_of_opsgenie_with_everything_one_needs()
    {
        await using var server = await HttpTestServer.StartAsync();

        await new OpsgenieReceiver(new() { BaseUrl = server.Url, ApiKey = Key, Teams = ["db"], UpdateAlerts = true }, Page, Answers.Sender()).SendAsync(Samples.Notification() with { Reason = NotifyReason.NewAlerts }, Token);

        Assert.Equal(
            ["POST /v2/alerts", "PUT /v2/alerts/33333333-3333-3333-3333-333333333333/message", "PUT /v2/alerts/33333333-3333-3333-3333-333333333333/description"],
            server.Requests.Select(request => $"{request.Method} {request.Path}"));
        Assert.All(server.Requests, static request => Assert.Equal("GenieKey key-0123456789", request.Headers["Authorization"]));
        var alert = JsonNode.Parse(server.Requests[0].Body)!.AsObject();
        Assert.StartsWith("[CRITICAL] HostCpuHigh on web-1\n\nCRITICAL HostCpuHigh on web-1\n  CPU of web-1 is at 97 %", ((string)alert["description"]!).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        alert.Remove("description");
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                {
                  "message": "[CRITICAL] HostCpuHigh on web-1", "details": { "alertname": "HostCpuHigh", "instance": "web-1", "severity": "critical" },
                  "source": "https://perf.example/dashboard/alerts", "priority": "P1", "responders": [ { "name": "db", "type": "team" } ], "alias": "33333333-3333-3333-3333-333333333333"
                }
                """),
                alert),
            alert.ToJsonString());
    }

    [Fact]
    public async Task Begin_an_incident_of_splunk_on_call_at_the_address_of_the_key()
    {
        await using var server = await HttpTestServer.StartAsync();

        await Channel("victorops", server.Url).SendAsync(Samples.Notification(), Token);

        var request = Assert.Single(server.Requests);
        var incident = JsonNode.Parse(request.Body)!;
        Assert.Equal(
            ("/key-0123456789/team", "33333333-3333-3333-3333-333333333333", "[CRITICAL] HostCpuHigh on web-1", "Performance Monitor"),
            (request.Path, (string?)incident["entity_id"], (string?)incident["entity_display_name"], (string?)incident["monitoring_tool"]));
    }

    [Fact]
    public async Task Tell_pushover_within_its_limits_and_never_show_its_keys()
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = static context =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("{\"user\":\"invalid\",\"errors\":[\"user key-0123456789 and token token-0123456789 are unknown\"]}");
        };

        var outcome = await Channel("pushover", server.Url).SendAsync(Samples.Notification([.. Enumerable.Range(0, 50).Select(static number => Samples.Alert(instance: $"web-{number}"))]), Token);

        Assert.Equal(new Outcome.Rejected("400 {\"user\":\"invalid\",\"errors\":[\"user … and token … are unknown\"]}"), outcome);
        var form = Form(Assert.Single(server.Requests));
        Assert.Equal(("/1/messages.json", "key-0123456789", "token-0123456789", "https://perf.example/dashboard/alerts", 1024), (server.Requests[0].Path, form["user"], form["token"], form["url"], form["message"].Length));
    }

    [Fact]
    public async Task Write_to_webex_as_markdown_that_says_nothing_else()
    {
        await using var server = await HttpTestServer.StartAsync();

        await Channel("webex", server.Url).SendAsync(Samples.Notification() with { Headline = "a *b* <c>", Body = "d\ne" }, Token);

        var request = Assert.Single(server.Requests);
        Assert.Equal("Bearer key-0123456789", request.Headers["Authorization"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"roomId":"room","markdown":"🔴 a \\*b\\* \\<c\\>  \n  \nd  \ne"}"""), JsonNode.Parse(request.Body)), request.Body);
    }

    [Theory]
    [InlineData("{\"success\":true}", "Delivered")]
    [InlineData("{\"success\":false,\"error\":\"error-room-not-found\"}", "Rejected {\"success\":false,\"error\":\"error-room-not-found\"}")]
    [InlineData("<html>", "RetryLater 200 without Rocket.Chat's answer: <html>")]
    public async Task Believe_of_rocket_chat_only_what_its_body_says(string answer, string outcome)
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = context => context.Response.WriteAsync(answer);

        Assert.Equal(outcome, (await Channel("rocketchat", server.Url).SendAsync(Samples.Notification(), Token)).Written());

        var request = Assert.Single(server.Requests);
        Assert.Equal(("/api/v1/chat.postMessage", "user-id", Key), (request.Path, request.Headers["X-User-Id"], request.Headers["X-Auth-Token"]));
        var message = JsonNode.Parse(request.Body)!;
        Assert.Equal(("#ops", "red", "🔴 [CRITICAL] HostCpuHigh on web-1"), ((string?)message["channel"], (string?)message["attachments"]![0]!["color"], (string?)message["attachments"]![0]!["title"]));
    }

    private static IReceiver Channel(string kind, string url) => kind switch
    {
        "opsgenie" => new OpsgenieReceiver(new() { BaseUrl = url, ApiKey = Key }, Page, Answers.Sender()),
        "victorops" => new VictorOpsReceiver(new() { BaseUrl = url, ApiKey = Key, RoutingKey = "team" }, Page, Answers.Sender()),
        "pushover" => new PushoverReceiver(new() { BaseUrl = url, UserKey = Key, Token = "token-0123456789" }, Page, Answers.Sender()),
        "webex" => new WebexReceiver(new() { ApiUrl = url, Token = Key, RoomId = "room" }, Page, Answers.Sender()),
        _ => new RocketChatReceiver(new() { BaseUrl = url, UserId = "user-id", Token = Key, Channel = "#ops" }, Page, Answers.Sender()),
    };

    private static Dictionary<string, string> Form(ReceivedRequest request) =>
        request.Body.Split('&').Select(static field => field.Split('=')).ToDictionary(static field => field[0], static field => Uri.UnescapeDataString(field[1].Replace('+', ' ')));
}
