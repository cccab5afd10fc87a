using System.Text.Json.Nodes;
using PerfMonitor.Testing;

namespace PerfMonitor.SystemTests;

/// <summary>The dead man's switch: kills what alerts go through, and asks who else says so.</summary>
public sealed class WatchdogTests(RunningSystem system)
{
    [Theory]
    [InlineData("alerting")]
    [InlineData("analytics")]
    public async Task Says_that_alerting_is_broken_while_a_part_of_it_is_dead(string victim)
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var page = system.OpenPage();
        await StatusAsync("ok");

        await system.KillAsync(victim, cancelled);
        var broken = await StatusAsync("broken");
        await system.StartAsync(victim, cancelled);
        await StatusAsync("ok");

        Assert.Contains("Alerts may not reach anybody", (string)broken["reason"]!, StringComparison.Ordinal);
        using var inbox = system.OpenInbox();
        await Eventually.HoldsAsync(
            "the mail that alerts may not reach anybody, and the one that they do",
            async token => await inbox.MessagesAsync(token) is var mails
                && mails.Any(mail => mail.Subject == "PerfMonitor: alerting is broken" && mail.Text!.Contains((string)broken["reason"]!, StringComparison.Ordinal))
                && mails.Any(static mail => mail.Subject == "PerfMonitor: alerting works again"),
            cancelled);

        Task<JsonNode> StatusAsync(string status) => Eventually.GetAsync(
            $"alerting to be {status}",
            async token => await page.GetAsync("/api/watchdog", token) is var answer && (string)answer["status"]! == status ? answer : null,
            cancelled);
    }
}
