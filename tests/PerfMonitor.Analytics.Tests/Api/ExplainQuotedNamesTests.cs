using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>Names that PromQL takes only in quotes, as OpenTelemetry's are.</summary>
public sealed class ExplainQuotedNamesTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_series_is_found_by_them_and_what_moved_with_it_is_named_so_that_it_can_be_asked_for()
    {
        var subject = LabelSet.Create("http.latency", new Label("service.name", "a\"b"), new Label("größe", "é"));
        await host.FeedAsync(subject, Step, Rise(1, at: 240));
        await host.FeedAsync(LabelSet.Create("db.wait", new Label("service.name", "a\"b")), Step, Rise(2, at: 238));
        string query = Uri.EscapeDataString("{\"http.latency\"}");
        string series = Uri.EscapeDataString("{\"http.latency\", \"service.name\"=\"a\\\"b\", \"größe\"=\"é\"}");

        var explanation = await host.GetAsync($"/api/v1/explain?query={query}&series={series}&time=2026-01-05T11:50:00Z");

        Assert.Equal(
            subject.Select(static label => (label.Name, label.Value)).Order(),
            explanation["labels"]!.AsObject().Select(static label => (label.Key, (string)label.Value!)).Order());
        Assert.Equal("{\"db.wait\",\"service.name\"=\"a\\\"b\"}", (string)Assert.Single(explanation["movers"]!.AsArray())!["query"]!);
    }

    private static double[] Rise(int seed, int at)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 280).Select(i => (i < at ? 0.1 : 0.5) * (1 + (0.1 * (random.NextDouble() - 0.5))))];
    }
}
