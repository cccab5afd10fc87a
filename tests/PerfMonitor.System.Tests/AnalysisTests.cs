using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PerfMonitor.SystemTests.Clients;
using PerfMonitor.Testing;

namespace PerfMonitor.SystemTests;

/// <summary>An anomaly on its whole way: found, stored, pushed, alerted, explained.</summary>
public sealed class AnalysisTests(RunningSystem system)
{
    private const int HistorySeconds = 1_200;

    private readonly string _run = $"analysis-{Guid.NewGuid():n}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S2-05")]
    [Trait("feature", "S2-13")]
    [Trait("feature", "S2-87")]
    [Trait("feature", "S3-72")]
    public async Task An_anomaly_is_stored_pushed_alerted_and_explained_by_what_moved_with_it()
    {
        using var page = system.OpenPage();
        await using var live = await LiveClient.ConnectAsync(system.Page, system.ApiKey, Cancelled);
        await live.SendAsync(new JsonObject { ["type"] = "subscribe", ["topic"] = "anomalies" }, Cancelled);
        var rule = await page.PostAsync(
            "/api/v1/rules",
            new { name = "AnalysisTestSlow", anomaly = new { query = Selector("analysis_test_seconds"), step = "1s", maximum = 0.4, direction = "above" }, severity = "warning", recommendation = "Look at the database." },
            Cancelled);
        var watch = await Eventually.GetAsync("the rule's watch", token => WatchAsync(page, token), Cancelled);

        // What was usual until now, and from now on is not.
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await SendAsync(Enumerable.Range(1, HistorySeconds).SelectMany(second => At(now - (second * 1_000L), usual: true)));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var sending = SendUntilAsync(over.Token);

        var pushed = await live.FrameAsync("the anomaly", frame => (string?)frame["type"] == "anomaly" && frame.ToJsonString().Contains(_run, StringComparison.Ordinal), Cancelled);
        Assert.Equal((watch, true), ((string)pushed["data"]!["watch"]!, (double)pushed["data"]!["value"]! > 0.4));
        var stored = (await page.GetAsync($"/api/v1/anomalies?watch={watch}&level=info", Cancelled))["anomalies"]!.AsArray();
        Assert.Contains(stored, anomaly => (bool)anomaly!["isNews"]! && (string?)anomaly["labels"]!["run"] == _run);

        var alert = await Eventually.GetAsync(
            "the alert",
            async token => (await page.GetAsync("/api/alerts?state=firing", token))["alerts"]!.AsArray().FirstOrDefault(one => (string?)one!["labels"]!["run"] == _run),
            Cancelled);
        Assert.Equal("AnalysisTestSlow", (string)alert["name"]!);

        var explanation = await Eventually.GetAsync(
            "the explanation by the series that moved along",
            async token => await page.GetAsync($"/api/v1/explain?alert={(string)alert["fingerprint"]!}&window=10m", token) is var answer && Movers(answer).Contains(Selector("analysis_test_wait_seconds")) ? answer : null,
            Cancelled);
        Assert.Equal(Selector("analysis_test_seconds"), (string)explanation["name"]!);
        Assert.Contains("analysis_test_wait_seconds", (string)explanation["text"]!, StringComparison.Ordinal);
        Assert.Equal("Look at the database.", (string)explanation["response"]!["advice"]!);
        Assert.Contains(explanation["anomalies"]!.AsArray(), near => (string?)near!["anomaly"]!["watch"] == watch);

        await over.CancelAsync();
        await sending;
        using var removed = await page.Http.DeleteAsync($"/api/v1/rules/{(string)rule!["id"]!}", Cancelled);
        Assert.True(removed.IsSuccessStatusCode);
    }

    private static IEnumerable<string> Movers(JsonNode explanation) => explanation["movers"]!.AsArray().Select(mover => (string)mover!["query"]!);

    private string Selector(string metric) => $$"""{{metric}}{run="{{_run}}"}""";

    private async Task<string?> WatchAsync(PageClient page, CancellationToken cancellationToken) =>
        (await page.GetAsync("/api/v1/watches", cancellationToken))["watches"]!.AsArray()
            .Select(watch => watch!["definition"]!)
            .Where(definition => ((string)definition["query"]!).Contains(_run, StringComparison.Ordinal))
            .Select(definition => (string)definition["name"]!)
            .FirstOrDefault();

    /// <summary>A value of either series: how long a request took, and how long it waited for the database.</summary>
    private IEnumerable<object> At(long timestampMs, bool usual)
    {
        // A ripple of five per cent that is the same in every run, and another one in the other series.
        var (ripple, other) = ((timestampMs / 1_000 * 7_919 % 101 / 1_000.0) - 0.05, (timestampMs / 1_000 * 104_729 % 103 / 1_000.0) - 0.05);
        yield return Sample("analysis_test_seconds", (usual ? 0.1 : 0.5) * (1 + ripple), timestampMs);
        yield return Sample("analysis_test_wait_seconds", (usual ? 0.02 : 0.3) * (1 + other), timestampMs);
    }

    private object Sample(string metric, double value, long timestampMs) =>
        new { metric, labels = new Dictionary<string, string> { ["run"] = _run }, value, timestamp = timestampMs };

    private async Task SendUntilAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        do
        {
            await SendAsync(At(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), usual: false));
        }
        while (!over.IsCancellationRequested && await TicksAsync(timer, over));
    }

    private static async Task<bool> TicksAsync(PeriodicTimer timer, CancellationToken over)
    {
        try
        {
            return await timer.WaitForNextTickAsync(over);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task SendAsync(IEnumerable<object> samples)
    {
        using var http = new HttpClient { BaseAddress = system.Ingestion };
        using var response = await http.PostAsJsonAsync("/api/v1/samples", new { samples }, Cancelled);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancelled)}");
    }
}
