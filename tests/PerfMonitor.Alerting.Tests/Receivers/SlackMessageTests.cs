using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Receivers;

[Trait("feature", "S2-10")]
public sealed class SlackMessageTests
{
    private static readonly PageOptions Page = new() { Url = "https://perf.example/" };

    [Fact]
    [Trait("feature", "S2-37")]
    [Trait("feature", "S2-38")]
    public void Says_what_where_how_much_and_what_to_do()
    {
        var message = SlackMessage.Compose(Samples.Notification(), Page, "#performance-alerts", "Performance Monitor");

        Assert.Equal("[CRITICAL] HostCpuHigh on web-1", (string?)message["text"]);
        Assert.Equal("#performance-alerts", (string?)message["channel"]);
        Assert.Equal("Performance Monitor", (string?)message["username"]);
        Assert.Equal(["header", "section", "section", "actions", "context"], Blocks(message).Select(block => (string?)block["type"]));
        Assert.Equal("🔴 [CRITICAL] HostCpuHigh on web-1", (string?)Blocks(message)[0]["text"]!["text"]);
        Assert.Equal("*HostCpuHigh on web-1*\nCPU of web-1 is at 97 %\nFor five minutes already.\n:bulb: Look for a runaway process.", (string?)Blocks(message)[1]["text"]!["text"]);
        Assert.Equal(
            ["*Value*\n0.9731 &gt; 0.9", "*Severity*\ncritical", "*Time*\nsince 2026-03-02 12:00:00 UTC", "*Expression*\n`host_cpu_utilization_ratio &gt; 0.9`", "*instance*\nweb-1"],
            Blocks(message)[2]["fields"]!.AsArray().Select(field => (string?)field!["text"]));
        Assert.Equal(
            ["Open https://perf.example/dashboard/alerts/HostCpuHigh-web-1-Critical", "Runbook https://runbooks.example.org/cpu"],
            Blocks(message)[3]["elements"]!.AsArray().Select(button => $"{button!["text"]!["text"]} {button["url"]}"));
        Assert.Equal("first notification; route {}/{severity=\"critical\"}", (string?)Blocks(message)[4]["elements"]![0]!["text"]);
    }

    [Fact]
    public void Says_that_it_is_over()
    {
        var message = SlackMessage.Compose(Samples.Notification(Samples.Alert().Resolved()), Page, "#performance-alerts", "Performance Monitor");

        Assert.Equal("[RESOLVED] HostCpuHigh on web-1", (string?)message["text"]);
        Assert.Equal("✅ [RESOLVED] HostCpuHigh on web-1", (string?)Blocks(message)[0]["text"]!["text"]);
        Assert.Equal("*Value*\n0.41", (string?)Blocks(message)[2]["fields"]![0]!["text"]);
        Assert.Equal("*Time*\nsince 2026-03-02 12:00:00 UTC, lasted 4 min 10 s: the condition is false again", (string?)Blocks(message)[2]["fields"]![2]!["text"]);
    }

    [Fact]
    public void Stays_within_the_limits_of_block_kit_whatever_the_alert_holds()
    {
        var monster = Samples.Alert(new string('<', 5000), new string('&', 5000)) with
        {
            Annotations = new Dictionary<string, string> { ["summary"] = new('>', 9000), ["description"] = new('"', 9000), ["recommendation"] = new('&', 9000), ["runbook_url"] = "https://e.org/" + new string('x', 5000) },
            Expression = new string('`', 9000),
            Labels = Enumerable.Range(0, 60).ToDictionary(i => $"label_{i:00}_{new string('n', 200)}", _ => new string('&', 5000)),
        };

        var message = SlackMessage.Compose(Samples.Notification([.. Enumerable.Repeat(monster, 100)]) with { TruncatedAlerts = 7 }, Page, "#performance-alerts", "Performance Monitor");

        var blocks = Blocks(message);
        Assert.InRange(blocks.Count, 1, 50);
        Assert.InRange(((string)message["text"]!).Length, 1, 3000);
        foreach (var block in blocks)
        {
            switch ((string?)block["type"])
            {
                case "header":
                    Assert.InRange(((string)block["text"]!["text"]!).Length, 1, 150);
                    break;
                case "section" when block["fields"] is JsonArray fields:
                    Assert.InRange(fields.Count, 1, 10);
                    Assert.All(fields, field => Assert.InRange(((string)field!["text"]!).Length, 1, 2000));
                    break;
                case "section":
                    Assert.InRange(((string)block["text"]!["text"]!).Length, 1, 3000);
                    break;
                case "context":
                    Assert.InRange(block["elements"]!.AsArray().Count, 1, 10);
                    break;
                default:
                    Assert.All(block["elements"]!.AsArray(), button => Assert.InRange(((string)button!["text"]!["text"]!).Length, 1, 75));
                    Assert.All(block["elements"]!.AsArray(), button => Assert.InRange(((string)button!["url"]!).Length, 1, 3000));
                    break;
            }
        }

        Assert.Contains("and <https://perf.example/dashboard/alerts|97 further alerts>", message.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a < b && c > d", int.MaxValue, "a &lt; b &amp;&amp; c &gt; d")]
    [InlineData("<!channel> <@U1>", int.MaxValue, "&lt;!channel&gt; &lt;@U1&gt;")]
    [InlineData("ab&cd", 6, "ab…")]
    [InlineData("abcdef", 6, "abcde…")]
    [InlineData("ab🔴cd", 5, "ab🔴…")]
    public void Escapes_without_leaving_half_a_character(string text, int longest, string escaped) => Assert.Equal(escaped, SlackMessage.Escape(text, longest));

    [Fact]
    public void Leaves_channel_and_name_to_the_webhook_when_told_so()
    {
        var message = SlackMessage.Compose(Samples.Notification(), Page, "", "");

        Assert.Null(message["channel"]);
        Assert.Null(message["username"]);
    }

    [Fact]
    public void Puts_the_worst_severity_of_several_alerts_on_top()
    {
        var message = SlackMessage.Compose(Samples.Notification(Samples.Alert(severity: Severity.Warning), Samples.Alert(instance: "web-2"), Samples.Alert(instance: "web-3").Resolved()), Page, "#performance-alerts", "Performance Monitor");

        Assert.Equal("🔴 [CRITICAL] HostCpuHigh: 2 alerts", (string?)Blocks(message)[0]["text"]!["text"]);
    }

    private static List<JsonNode> Blocks(JsonObject message) => message["blocks"]!.AsArray().Select(block => block!).ToList();
}
