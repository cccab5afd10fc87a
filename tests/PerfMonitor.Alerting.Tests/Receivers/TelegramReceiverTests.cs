using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Telegram;
using PerfMonitor.Testing.Http;

namespace PerfMonitor.Alerting.Tests.Receivers;

public sealed class TelegramReceiverTests
{
    private static readonly PageOptions Page = new() { Url = "https://perf.example" };

    [Fact]
    public async Task Lets_the_bot_write_to_the_chat()
    {
        await using var server = await HttpTestServer.StartAsync();

        var receiver = new TelegramReceiver(new() { BaseUrl = server.Url, BotToken = "1:secret-token", ChatId = "-100123", MessageThreadId = 5 }, Page, Answers.Sender());
        await receiver.SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        var request = Assert.Single(server.Requests);
        Assert.Equal("/bot1:secret-token/sendMessage", request.Path);
        Assert.Equal($"-100123 at {server.Url}", receiver.Destination);
        var message = JsonNode.Parse(request.Body)!;
        Assert.Equal(("-100123", "HTML", 5, true, false), ((string?)message["chat_id"], (string?)message["parse_mode"], (int)message["message_thread_id"]!, (bool)message["link_preview_options"]!["is_disabled"]!, (bool)message["disable_notification"]!));
        Assert.Equal(
            """
            🔴 <b>[CRITICAL] HostCpuHigh on web-1</b>

            <b>HostCpuHigh on web-1</b> <a href="https://perf.example/dashboard/alerts/HostCpuHigh-web-1-Critical">open</a>
            CPU of web-1 is at 97 %
            For five minutes already.
            Value: 0.9731 &gt; 0.9
            Time: since 2026-03-02 12:00:00 UTC
            What to do: Look for a runaway process.

            <i>first notification; route {}/{severity=&quot;critical&quot;}</i>
            """.ReplaceLineEndings("\n"),
            (string?)message["text"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Stays_within_one_message_with_every_tag_closed(int count)
    {
        var monster = Samples.Alert(new string('<', 5000), new string('"', 5000)) with
        {
            Annotations = new Dictionary<string, string> { ["summary"] = new('"', 9000), ["description"] = new('"', 9000), ["recommendation"] = new('&', 9000) },
        };

        var text = TelegramText.Write(Samples.Notification([.. Enumerable.Repeat(monster, count)]), Page);

        Assert.InRange(text.Length, 1, TelegramText.Longest);
        Assert.All(((string, string)[])[("<b>", "</b>"), ("<i>", "</i>"), ("<a ", "</a>")], tag => Assert.Equal(text.Split(tag.Item1).Length, text.Split(tag.Item2).Length));
        Assert.DoesNotContain("<<", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"ok":true}""", "Delivered")]
    [InlineData(429, """{"ok":false,"parameters":{"retry_after":5}}""", """RetryLater 429 {"ok":false,"parameters":{"retry_after":5}} after 5 s""")]
    [InlineData(400, """{"ok":false,"parameters":{"migrate_to_chat_id":-1001}}""", "Rejected the group has become a supergroup with the number -1001; set ChatId to it")]
    [InlineData(401, """{"ok":false,"description":"Unauthorized"}""", """Rejected 401 {"ok":false,"description":"Unauthorized"}""")]
    [InlineData(500, "", "RetryLater 500")]
    public void Knows_what_its_answers_mean(int status, string body, string outcome) => Assert.Equal(outcome, TelegramReceiver.Classify(Answers.Of(status, body)).Written());
}
