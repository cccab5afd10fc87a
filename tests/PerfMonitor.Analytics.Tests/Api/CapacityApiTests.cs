using Microsoft.Extensions.DependencyInjection;
using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z.</summary>
public sealed class CapacityApiTests(AnalysisHost host) : IClassFixture<AnalysisHost>, IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // Four days of hours. The pool grows by 1 an hour and has 90 of 100; two workers are 60 % busy; the idle disk stays as it is.
    public async ValueTask InitializeAsync()
    {
        await host.FeedAsync(LabelSet.Create("pool_used", new Label("pool", "p")), Hour, [.. Enumerable.Range(0, 91).Select(i => (double)i)]);
        foreach (var worker in (string[])["w1", "w2"])
        {
            await host.FeedAsync(LabelSet.Create("worker_busy_ratio", new Label("worker", worker)), Hour, [.. Enumerable.Range(0, 91).Select(i => 0.6 + (0.01 * (i % 2)))]);
        }

        await host.FeedAsync(LabelSet.Create("idle_ratio"), Hour, [.. Enumerable.Range(0, 91).Select(i => 0.1 + (0.001 * (i % 3)))]);
        await AddAsync(new { name = "idle", query = "idle_ratio", history = "4d", horizon = "1d", step = "1h", threshold = 0.9, least = 0.0, largest = 1.0 });
        await AddAsync(new { name = "pool", query = "pool_used", history = "4d", horizon = "1d", step = "1h", threshold = 100.0, least = 0.0, largest = 100.0 });
        await AddAsync(new { name = "workers", query = "avg(worker_busy_ratio)", history = "4d", horizon = "1d", step = "1h", threshold = 0.4, least = 0.0, largest = 1.0, instances = "count(worker_busy_ratio)" });
        await host.Services.GetRequiredService<OutlookKeeper>().WorkAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Trait("feature", "S2-84")]
    [Trait("feature", "S2-85")]
    [Trait("feature", "S2-96")]
    public async Task Ranks_what_runs_out_and_says_how_much_is_needed()
    {
        var resources = (await host.GetAsync("/api/v1/capacity"))["resources"]!.AsArray();

        Assert.Equal(
            [("workers", "alreadyBeyond", "grow"), ("pool", "withinHorizon", "grow"), ("idle", "notWithinHorizon", "shrink")],
            resources.Select(one => ((string)one!["outlook"]!, (string)one["reach"]!["state"]!, AdviceOf(one))));
        Assert.Equal(("p", "pool_used", 86_400.0), ((string)resources[1]!["labels"]!["pool"]!, (string)resources[1]!["query"]!, (double)resources[1]!["horizonSeconds"]!));
        Assert.Equal(10 * 3_600, (double)resources[1]!["reach"]!["expectedSeconds"]!, 3_600.0);
        Assert.InRange((double)resources[1]!["allocation"]!["wanted"]!, 120, 126);
        Assert.Equal((4, 2), ((int)resources[0]!["scaling"]!["instances"]!, (int)resources[0]!["scaling"]!["now"]!));
        Assert.Null(resources[1]!["scaling"]);

        static string AdviceOf(System.Text.Json.Nodes.JsonNode one) => one["allocation"] is { } allocation && one["scaling"] is null ? (string)allocation["advice"]! : "grow";
    }

    [Fact]
    [Trait("feature", "S2-86")]
    public async Task Recommends_by_the_outlooks()
    {
        var recommended = (await host.GetAsync("/api/v1/recommendations"))["recommendations"]!.AsArray();

        var ahead = recommended.Single(one => (string)one!["rule"]! == "runs-out")!["evidence"]!.AsArray().Select(words => (string)words!).ToList();
        Assert.StartsWith("workers: 0.6 is already at or above 0.4", ahead[0], StringComparison.Ordinal);
        Assert.StartsWith("pool (pool=p): 100 is reached in ", ahead[1], StringComparison.Ordinal);
        Assert.StartsWith("workers: run 4 instances instead of 2", (string)recommended.Single(one => (string)one!["rule"]! == "scale-out")!["evidence"]![0]!, StringComparison.Ordinal);
        Assert.Contains("allocate-less", recommended.Select(one => (string)one!["rule"]!));
    }

    private async Task AddAsync(object outlook) =>
        Assert.Contains((await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/outlooks", outlook)).Status, (int[])[201, 409]);
}
