using System.Net.Http.Json;
using PerfMonitor.SystemTests.Clients;
using PerfMonitor.Testing;

namespace PerfMonitor.SystemTests;

/// <summary>Kills each part of the system under a steady load, and counts afterwards.</summary>
public sealed class SurvivalTests(RunningSystem system)
{
    private const int Series = 20;
    private const int Alerts = 6;

    [Theory]
    [InlineData("analytics")]
    [InlineData("alerting")]
    [InlineData("bus")]
    [InlineData("live")]
    [InlineData("postgres")]
    [InlineData("ingestion")]
    public async Task Killing_a_part_loses_no_accepted_sample_and_sends_no_alert_twice(string victim)
    {
        var cancelled = TestContext.Current.CancellationToken;
        var run = $"{victim}-{Guid.NewGuid():n}";
        using var page = system.OpenPage();
        using var inbox = system.OpenInbox();
        using var sender = new SampleSender(system.Ingestion, "survival", run);
        using var ended = new CancellationTokenSource();
        var load = Task.Run(() => sender.RunAsync(Series, ended.Token), cancelled);

        await Eventually.HoldsAsync("some load before the kill", _ => Task.FromResult(sender.Accepted.Count > 20 * Series), cancelled);
        await FireAsync(run, first: 0, count: Alerts / 2, cancelled);
        await system.KillAsync(victim, cancelled);
        var before = sender.Accepted.Count;
        await Task.Delay(TimeSpan.FromSeconds(2), cancelled);
        await system.StartAsync(victim, cancelled);
        await Eventually.HoldsAsync("load accepted after the kill", _ => Task.FromResult(sender.Accepted.Count > before + (20 * Series)), cancelled);
        await FireAsync(run, first: Alerts / 2, count: Alerts - (Alerts / 2), cancelled);
        await ended.CancelAsync();
        await load;

        var accepted = sender.Accepted;
        var missing = accepted.Count;
        await Eventually.HoldsAsync("every accepted sample in the history", async token =>
        {
            var stored = (await page.RawSamplesAsync($$"""survival{run="{{run}}"}[30m]""", "i", token)).ToDictionary(sample => (int.Parse(sample.Label, null), sample.TimestampMs), sample => sample.Value);
            missing = accepted.Count(sample => !stored.TryGetValue(sample, out var value) || value != SampleSender.ValueAt(sample.TimestampMs));
            TestContext.Current.SendDiagnosticMessage($"{victim}: {accepted.Count} accepted, {missing} not found yet, {stored.Count} stored, {sender.Disturbances} requests disturbed");
            return missing == 0;
        }, cancelled);

        await Eventually.HoldsAsync("each alert told once by mail and once by Slack", async token => await ToldAsync(inbox, run, token) is var told && told.Count == 2 * Alerts, cancelled);
        // Alerting that dies between a channel's answer and its record sends that message once more, under the same id: what was on its way then may have come twice.
        Assert.All(await ToldAsync(inbox, run, cancelled), told => Assert.InRange(told.Value, 1, victim == "alerting" && told.Key[^1] - '0' < Alerts / 2 ? 2 : 1));
    }

    /// <summary>Makes alerts of the run fire, each an instance of its own and so, by the shipped routes, a message of its own. A sample is sent until it is accepted.</summary>
    private async Task FireAsync(string run, int first, int count, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = system.Ingestion };
        for (var i = first; i < first + count; i++)
        {
            var sample = new { metric = "survival_alert", labels = new Dictionary<string, string> { ["run"] = run, ["i"] = $"{i}", ["instance"] = $"{run}-{i}" }, value = 1 };
            await Eventually.HoldsAsync($"alert sample {i} to be accepted", async token =>
            {
                using var response = await http.PostAsJsonAsync("/api/v1/samples", sample, token);
                return response.IsSuccessStatusCode;
            }, cancellationToken);
        }
    }

    /// <summary>How often each channel told of each alert, repeated deliveries of the same message included.</summary>
    private static async Task<Dictionary<string, int>> ToldAsync(InboxClient inbox, string run, CancellationToken cancellationToken)
    {
        var told = new Dictionary<string, int>();
        foreach (var message in await inbox.MessagesAsync(cancellationToken))
        {
            for (var i = 0; i < Alerts; i++)
            {
                if (message.Everything.Contains($"Survival alert {run}/{i}", StringComparison.Ordinal) && !message.Everything.Contains("resolved", StringComparison.OrdinalIgnoreCase))
                {
                    var key = $"{message.Kind} {i}";
                    told[key] = told.GetValueOrDefault(key) + message.Deliveries;
                }
            }
        }

        return told;
    }
}
