using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.SlackBot;
using PerfMonitor.Testing.Http;

namespace PerfMonitor.Alerting.Tests.Receivers;

[Trait("feature", "S2-10")]
public sealed class SlackBotReceiverTests
{
    private static readonly PageOptions Page = new() { Url = "https://perf.example" };

    [Fact]
    public async Task Keeps_one_message_up_to_date_and_says_below_it_what_is_new()
    {
        await using var server = await SlackAsync();
        var (receiver, threads) = Receiver(server);
        var first = Samples.Notification();

        await receiver.SendAsync(first, TestContext.Current.CancellationToken);
        await receiver.SendAsync(Samples.Notification(Samples.Alert().Resolved()) with { Id = Guid.NewGuid(), Reason = NotifyReason.AllResolved, ReasonText = "resolved" }, TestContext.Current.CancellationToken);

        Assert.Equal("C1/17.5", threads.References[("slack-bot", first.Thread)]);
        Assert.Equal(["/chat.postMessage", "/chat.update", "/chat.postMessage"], server.Requests.Select(request => request.Path));
        Assert.All(server.Requests, request => Assert.Equal("Bearer xoxb-secret", request.Headers["Authorization"]));
        var (begin, update, answer) = (Body(server, 0), Body(server, 1), Body(server, 2));
        Assert.Equal(("#ops", null), ((string?)begin["channel"], begin["ts"]));
        Assert.Equal(("C1", "17.5", "[RESOLVED] HostCpuHigh on web-1"), ((string?)update["channel"], (string?)update["ts"], (string?)update["text"]));
        Assert.Equal(("C1", "17.5", "✅ [RESOLVED] HostCpuHigh on web-1: resolved", false), ((string?)answer["channel"], (string?)answer["thread_ts"], (string?)answer["text"], (bool)answer["reply_broadcast"]!));
    }

    [Theory]
    [InlineData("Firing", "secret", "Open Runbook Acknowledge Silence 1 h")]
    [InlineData("Acknowledged", "secret", "Open Runbook Silence 1 h")]
    [InlineData("Resolved", "secret", "Open Runbook")]
    [InlineData("Firing", "", "Open Runbook")]
    public async Task Offers_what_can_be_done(string word, string signingSecret, string buttons)
    {
        var state = Enum.Parse<AlertState>(word);
        await using var server = await SlackAsync();
        var alert = state == AlertState.Resolved ? Samples.Alert().Resolved() : Samples.Alert() with { State = state, AcknowledgedBy = "anna" };

        await Receiver(server, signingSecret).Receiver.SendAsync(Samples.Notification(alert), TestContext.Current.CancellationToken);

        var actions = Body(server, 0)["blocks"]!.AsArray().Single(block => (string?)block!["type"] == "actions")!["elements"]!.AsArray();
        Assert.Equal(buttons, string.Join(' ', actions.Select(button => (string?)button!["text"]!["text"])));
        Assert.All(actions.Where(button => button!["action_id"] is not null), button => Assert.Equal("HostCpuHigh-web-1-Critical@slack-bot", (string?)button!["value"]));
    }

    [Fact]
    public async Task Begins_anew_where_somebody_has_deleted_the_message()
    {
        await using var server = await SlackAsync("chat.update", """{"ok":false,"error":"message_not_found"}""");
        var (receiver, _) = Receiver(server);

        await receiver.SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);
        var outcome = await receiver.SendAsync(Samples.Notification() with { Id = Guid.NewGuid() }, TestContext.Current.CancellationToken);

        Assert.Equal(new Outcome.Delivered(), outcome);
        Assert.Equal(["/chat.postMessage", "/chat.update", "/chat.postMessage"], server.Requests.Select(request => request.Path));
        Assert.NotNull(Body(server, 2)["blocks"]);
        Assert.Null(Body(server, 2)["ts"]);
    }

    [Theory]
    [InlineData(200, """{"ok":true,"ts":"1"}""", null, "Delivered")]
    [InlineData(200, """{"ok":false,"error":"channel_not_found"}""", null, "Rejected channel_not_found")]
    [InlineData(200, """{"ok":false,"error":"invalid_auth"}""", null, "Rejected invalid_auth")]
    [InlineData(200, """{"ok":false,"error":"ratelimited"}""", 3, "RetryLater ratelimited after 3 s")]
    [InlineData(200, """{"ok":false,"error":"internal_error"}""", null, "RetryLater internal_error")]
    [InlineData(200, "<html>", null, "RetryLater 200 without Slack's answer: <html>")]
    [InlineData(429, "", 30, "RetryLater 429 after 30 s")]
    [InlineData(503, "", null, "RetryLater 503")]
    public void Knows_what_its_answers_mean(int status, string body, int? after, string outcome) => Assert.Equal(outcome, SlackBotReceiver.Classify(Answers.Of(status, body, after)).Written());

    // The example of Slack's documentation (docs.slack.dev/authentication/verifying-requests-from-slack).
    [Fact]
    public void Checks_signatures_as_slack_makes_them()
    {
        const string body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        const string signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

        Assert.True(SlackSignature.Holds("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", Encoding.UTF8.GetBytes(body), signature));
        Assert.False(SlackSignature.Holds("8f742231b10e8888abcd99yyyzzz85a5", "1531420619", Encoding.UTF8.GetBytes(body), signature));
        Assert.False(SlackSignature.Holds("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", Encoding.UTF8.GetBytes(body + "x"), signature));
        Assert.False(SlackSignature.Holds("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", Encoding.UTF8.GetBytes(body), ""));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void Takes_only_what_is_fresh(int seconds, bool fresh) => Assert.Equal(fresh, SlackSignature.IsFresh($"{Samples.Noon.ToUnixTimeSeconds() + seconds}", Samples.Noon));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-1")]
    [InlineData("99999999999999999")]
    public void Takes_no_time_that_is_none(string timestamp) => Assert.False(SlackSignature.IsFresh(timestamp, Samples.Noon));

    [Fact]
    public void Reads_who_pressed_which_button()
    {
        const string payload = """
            { "type": "block_actions", "user": { "id": "U1", "username": "anna" }, "response_url": "https://hooks.slack.com/actions/T/1/x",
              "actions": [ { "type": "button", "action_id": "acknowledge", "value": "00ff", "block_id": "b" } ] }
            """;

        Assert.Equal(new SlackAction("acknowledge", "00ff", "U1", "anna", "https://hooks.slack.com/actions/T/1/x", null), SlackAction.Read(payload));
        Assert.Equal(new SlackAction("acknowledge", "00ff", "U1", "anna", "https://hooks.slack.com/actions/T/1/x", "ops@bot"), SlackAction.Read(payload.Replace("00ff", "00ff@ops@bot", StringComparison.Ordinal)));
        Assert.Equal("anna (Slack)", SlackAction.Read(payload)!.Actor);
        Assert.Null(SlackAction.Read("""{ "type": "block_actions", "user": { "id": "U1" }, "actions": [ { "action_id": "open" } ] }"""));
        Assert.Null(SlackAction.Read("""{ "type": "view_submission" }"""));
        Assert.Throws<FormatException>(() => SlackAction.Read("not json"));
        Assert.Throws<FormatException>(() => SlackAction.Read("[]"));
        Assert.Throws<FormatException>(() => SlackAction.Read("""{ "type": 5 }"""));
    }

    private static (SlackBotReceiver Receiver, MemoryThreads Threads) Receiver(HttpTestServer server, string signingSecret = "secret")
    {
        var threads = new MemoryThreads();
        return (new SlackBotReceiver(new() { BaseUrl = server.Url, Token = "xoxb-secret", Channel = "#ops", SigningSecret = signingSecret }, Page, Answers.Sender(), threads), threads);
    }

    private static async Task<HttpTestServer> SlackAsync(string method = "", string refusal = "")
    {
        var server = await HttpTestServer.StartAsync();
        server.Answer = context => context.Response.WriteAsync(method.Length > 0 && context.Request.Path.Value!.EndsWith(method, StringComparison.Ordinal) ? refusal : """{"ok":true,"channel":"C1","ts":"17.5"}""");
        return server;
    }

    private static JsonNode Body(HttpTestServer server, int index) => JsonNode.Parse(server.Requests[index].Body)!;

    private sealed class MemoryThreads : IThreadStore
    {
        public Dictionary<(string Channel, Guid Thread), string> References { get; } = [];

        public Task<string?> FindAsync(string channel, Guid thread, CancellationToken cancellationToken) => Task.FromResult(References.GetValueOrDefault((channel, thread)));

        public Task KeepAsync(string channel, Guid thread, string reference)
        {
            References[(channel, thread)] = reference;
            return Task.CompletedTask;
        }
    }

    // Three bots of one app: one for everybody, two with operators.
    [Theory]
    [InlineData("open", "U1", null)]
    [InlineData("ops", "U1", "ops")]
    [InlineData("ops", "U2", null)]
    [InlineData("ops", "U3", "ops")]
    [InlineData("desk", "U3", null)]
    [InlineData(null, "U2", "desk")]
    [InlineData("gone", "U3", "ops")]
    [InlineData(null, "U4", null)]
    public void Lets_the_operators_of_the_bot_decide_that_wrote_the_message_also_where_others_share_its_secret(string? bot, string user, string? refusing)
    {
        SlackBotOptions[] bots = [new() { Name = "open" }, new() { Name = "ops", Operators = ["U2", "U4"] }, new() { Name = "desk", Operators = ["U3", "U4"] }];
        var action = new SlackAction(SlackAction.Acknowledge, "00ff", user, "anna", null, bot);

        Assert.Equal(refusing, action.RefusedBy(action.Deciding(bots))?.Name);
    }
}
