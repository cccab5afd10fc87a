using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Receivers.SlackBot;
using PerfMonitor.Alerting.Receivers.Sms;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Contracts;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Tests.Api;

/// <summary>What Slack and the SMS service send back, over the whole service.</summary>
public sealed class CallbackTests(AlertingService service) : IClassFixture<AlertingService>
{
    [Fact]
    public async Task Lets_people_acknowledge_and_silence_in_slack()
    {
        var fired = await FireAsync("Pressed");
        var path = $"/api/alerts/{fired.Fingerprint}";
        await service.As(Roles.Viewer).UntilAsync(path, story => Delivered(story) == 2);

        Assert.Equal(200, await PressAsync("acknowledge", fired.Fingerprint));

        var story = await service.As(Roles.Viewer).UntilAsync(path, story => Delivered(story) == 3);
        Assert.Equal(("acknowledged", "anna (Slack)"), ((string?)story["alert"]!["state"], (string?)story["alert"]!["acknowledgedBy"]));
        Assert.Contains("slack-bot acknowledged by anna (Slack)", story["alert"]!["notifications"]!.AsArray().Select(notification => $"{notification!["channel"]} {notification["reason"]}"));
        var update = JsonNode.Parse(service.Http.Requests.Last(request => request.Path.EndsWith("chat.update", StringComparison.Ordinal)).Body)!;
        Assert.Equal("[ACKNOWLEDGED] Pressed on web-1", (string?)update["text"]);

        Assert.Equal(200, await PressAsync("silence", fired.Fingerprint));

        var silences = await service.As(Roles.Viewer).ReadAsync("/api/silences");
        var silence = Assert.Single(silences["silences"]!.AsArray(), silence => silence!["matchers"]!.ToJsonString().Contains("Pressed", StringComparison.Ordinal));
        Assert.Equal(("anna (Slack)", "active"), ((string?)silence!["createdBy"], (string?)silence["state"]));
        Assert.Contains(service.Http.Requests, request => request.Path == "/slack-api/response" && request.Body.Contains("Silenced until", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Does_not_give_who_takes_over_in_slack_the_time_of_who_had_it_before()
    {
        var fired = await FireAsync("Handed");
        var path = $"/api/alerts/{fired.Fingerprint}";
        Assert.Equal(200, (await service.As(Roles.Operator).CallAsync("POST", $"{path}/acknowledge", new { until = DateTimeOffset.UtcNow.AddDays(1) })).Status);
        Assert.NotNull((await service.As(Roles.Viewer).ReadAsync(path))["acknowledgedUntil"]);

        Assert.Equal(200, await PressAsync("acknowledge", fired.Fingerprint));

        var story = await service.As(Roles.Viewer).ReadAsync(path);
        Assert.Equal(("anna (Slack)", null), ((string?)story["alert"]!["acknowledgedBy"], story["acknowledgedUntil"]));
    }

    [Theory]
    [InlineData("another secret", 0)]
    [InlineData(AlertingService.SigningSecret, -301)]
    public async Task Takes_nothing_that_slack_did_not_sign_just_now(string secret, int seconds)
    {
        var fired = await FireAsync("Forged");

        Assert.Equal(401, await PressAsync("acknowledge", fired.Fingerprint, secret, seconds));

        Assert.Equal("firing", (string?)(await service.As(Roles.Viewer).ReadAsync($"/api/alerts/{fired.Fingerprint}"))["alert"]!["state"]);
    }

    [Fact]
    [Trait("feature", "S2-12")]
    public async Task Writes_down_what_became_of_a_text_message()
    {
        var fired = await FireAsync("Texted");
        var path = $"/api/alerts/{fired.Fingerprint}";
        var story = await service.As(Roles.Viewer).UntilAsync(path, story => Delivered(story) == 2);
        var id = (string)story["alert"]!["notifications"]!.AsArray().Single(notification => (string?)notification!["channel"] == "sms")!["id"]!;

        Assert.Equal(401, await ReportAsync(id, "delivered", "another secret"));
        Assert.Equal(204, await ReportAsync(id, "sent", AlertingService.SmsSecret));
        Assert.Equal(204, await ReportAsync(id, "delivered", AlertingService.SmsSecret));
        Assert.Equal(204, await ReportAsync(id, "delivered", AlertingService.SmsSecret));

        story = await service.As(Roles.Viewer).ReadAsync(path);
        Assert.Single(story["timeline"]!.AsArray(), entry => (string?)entry!["text"] == "arrived on the phone of +4915112345678");
    }

    private async Task<AlertFired> FireAsync(string name)
    {
        var plain = Scene.Event($"{name} warning web-1", DateTimeOffset.UtcNow);
        var fired = plain with { Labels = new Dictionary<string, string>(plain.Labels) { ["channel"] = "phone-and-bot" } };
        await service.Intake.FiredAsync(fired, TestContext.Current.CancellationToken);
        return fired;
    }

    private static int Delivered(JsonNode story) => story["alert"]!["notifications"]!.AsArray().Count(notification => (string?)notification!["status"] == "delivered");

    private async Task<int> PressAsync(string action, string fingerprint, string secret = AlertingService.SigningSecret, int seconds = 0)
    {
        var payload = new JsonObject
        {
            ["type"] = "block_actions",
            ["user"] = new JsonObject { ["id"] = "U1", ["username"] = "anna" },
            ["response_url"] = $"{service.Http.Url}/slack-api/response",
            ["actions"] = new JsonArray { new JsonObject { ["action_id"] = action, ["value"] = fingerprint } },
        };
        var body = $"payload={Uri.EscapeDataString(payload.ToJsonString())}";
        var timestamp = (DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
        return await SendAsync("/api/slack/interactivity", body, (SlackSignature.TimestampHeader, timestamp), (SlackSignature.Header, SlackSignature.Compute(secret, timestamp, Encoding.UTF8.GetBytes(body))));
    }

    private Task<int> ReportAsync(string notification, string status, string secret)
    {
        var form = new Dictionary<string, string> { ["To"] = "+4915112345678", ["MessageSid"] = "SM1", ["MessageStatus"] = status };
        var path = $"/api/sms/sms/status?notification={notification}";
        return SendAsync(path, string.Join('&', form.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")), (SmsSignature.Header, SmsSignature.Compute(secret, $"https://perf.example{path}", form)));
    }

    private async Task<int> SendAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await service.As(null).SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
