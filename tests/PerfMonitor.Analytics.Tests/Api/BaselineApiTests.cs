using Microsoft.Extensions.DependencyInjection;
using PerfMonitor.Analytics.Baselines;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z.</summary>
public sealed class BaselineApiTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    private static readonly LabelSet Latency = LabelSet.Create("checkout_seconds");

    [Fact]
    [Trait("feature", "S1-45")]
    [Trait("feature", "S1-24")]
    public async Task Keeps_a_range_by_name_and_version_and_compares_another_with_it()
    {
        // An hour at 120 ms, then ten minutes at 84 ms.
        await host.FeedAsync(Latency, Step, [.. Wobble(360, 0.120), .. Wobble(60, 0.084)]);
        var range = new
        {
            name = "release-1",
            from = "2026-01-05T11:00:00Z",
            to = "2026-01-05T12:45:00+01:00",
            note = "before the cache",
            components = new[] { new { name = "checkout", query = "1000 * checkout_seconds", unit = "ms", better = "lower", role = "communication", targetPercent = 20 } },
        };

        var first = await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/baselines", range);
        var second = await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/baselines", range);
        var impact = await host.GetAsync("/api/v1/baselines/release-1/comparison?version=1");

        Assert.Equal((201, 1, 201, 2), (first.Status, (int)first.Body!["version"]!, second.Status, (int)second.Body!["version"]!));
        Assert.Equal(270, (int)first.Body["components"]![0]!["samples"]!["count"]!);
        Assert.Equal("2026-01-05T11:45:00+00:00", (string)impact["baseline"]!["to"]!);
        Assert.Equal("2026-01-05T11:55:00+00:00", (string)impact["compared"]!["from"]!);
        var row = impact["components"]![0]!;
        Assert.Equal(30, (double)row["improvementPercent"]!, 0.2);
        Assert.Equal((120, 84), (Math.Round((double)row["before"]!["median"]!), Math.Round((double)row["after"]!["median"]!)));
        Assert.Equal(("lower", 270, 30), ((string)row["significance"]!["verdict"]!, (int)row["significance"]!["samplesBefore"]!, (int)row["significance"]!["samplesAfter"]!));
        Assert.Equal(("achieved", "communication"), ((string)row["target"]!["outcome"]!, (string)row["role"]!));
        Assert.Equal("not known without throughput, memory, cpu", (string)impact["overall"]!["reason"]!);
        Assert.Null(impact["overall"]!["percent"]);
        Assert.Equal(204, (await AnalysisHost.SendAsync(host.Operator, "DELETE", "/api/v1/baselines/release-1?version=2")).Status);
        Assert.Equal(270, (await host.GetAsync("/api/v1/baselines/release-1"))["components"]![0]!["samples"]!.AsArray().Count);
    }

    [Fact]
    public async Task Compares_two_runs_of_a_load_test()
    {
        var first = LabelSet.Create("loadtest_requests_per_second", new Label("run", "a1"));
        var second = LabelSet.Create("loadtest_requests_per_second", new Label("run", "b2"));
        foreach (var (series, level) in ((LabelSet, double)[])[(first, 100), (second, 150)])
        {
            await host.FeedAsync(series, TimeSpan.FromSeconds(1), Wobble(100, level));
            await host.FeedAsync(series.With(LabelSet.MetricName, "loadtest_active_users"), TimeSpan.FromSeconds(1), Wobble(100, 5));
        }

        var components = new[] { new { name = "rps", query = "sum(loadtest_requests_per_second{run=\"$run\"})", better = "higher", role = "throughput" } };
        var taken = await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/baselines", new { name = "run-a", run = "a-1", components });
        var impact = await host.GetAsync("/api/v1/baselines/run-a/comparison?run=b-2");

        Assert.Equal((201, "a1", "run"), (taken.Status, (string)taken.Body!["run"]!, (string)taken.Body["source"]!));
        Assert.Equal(50, (double)impact["components"]![0]!["improvementPercent"]!, 0.5);
        Assert.Equal(404, (await AnalysisHost.SendAsync(host.Viewer, "GET", "/api/v1/baselines/run-a/comparison?run=c3")).Status);
    }

    [Fact]
    [Trait("feature", "S1-04")]
    public async Task Takes_the_first_baseline_by_itself_once_ten_minutes_have_enough_samples()
    {
        var initial = host.Services.GetRequiredService<InitialBaseline>();
        await host.FeedAsync(LabelSet.Create("host_memory_used_bytes"), TimeSpan.FromSeconds(5), Wobble(120, 50 * 1_048_576));
        await host.FeedAsync(LabelSet.Create("host_cpu_utilization_ratio"), TimeSpan.FromSeconds(5), Wobble(120, 0.4));
        await host.FeedAsync(LabelSet.Create("perfmonitor_samples_accepted_total"), TimeSpan.FromSeconds(5), [.. Enumerable.Range(0, 120).Select(i => i * 2_380.0)]);

        Assert.False(await initial.TryAsync(TestContext.Current.CancellationToken));
        Assert.Equal("baseline 'initial' is taken from the first 10 minutes with data; so far communication has 0 of 48 samples needed", initial.State);
        Assert.Equal((ObstacleKind.Gathering, (int?)0, (int?)48, "communication"), (initial.Obstacle!.Kind, initial.Obstacle.Known, initial.Obstacle.Needed, Assert.Single(initial.Obstacle.Missing!)));

        foreach (var (bound, share) in ((string, double)[])[("0.001", 0.2), ("0.002", 0.6), ("0.003", 0.9), ("+Inf", 1)])
        {
            await host.FeedAsync(LabelSet.Create("analytics_bus_lag_seconds_bucket", new Label("le", bound)), TimeSpan.FromSeconds(5), [.. Enumerable.Range(0, 120).Select(i => i * 100 * share)]);
        }

        Assert.True(await initial.TryAsync(TestContext.Current.CancellationToken));
        Assert.Equal("baseline 'initial' is initialised: 2026-01-05 11:50 to 12:00 UTC", initial.State);
        Assert.Null(initial.Obstacle);
        var list = await host.GetAsync("/api/v1/baselines");
        var taken = list["baselines"]!.AsArray().Single(one => (string)one!["name"]! == "initial")!;
        var medians = taken["components"]!.AsArray().ToDictionary(one => (string)one!["name"]!, one => (double?)one!["samples"]?["median"]);
        Assert.Equal(("automatic", "initial", initial.State), ((string)taken["source"]!, (string)list["reference"]!, (string)list["initial"]!));
        Assert.Equal(476, medians["throughput"]!.Value, 1);
        Assert.Equal(50, medians["memory"]!.Value, 0.1);
        Assert.Equal(40, medians["cpu"]!.Value, 0.1);
        Assert.Equal(1.75, medians["communication"]!.Value, 0.01);
        Assert.Null(medians["latency"]);
    }

    [Theory]
    [InlineData("""{"name":"empty","from":"2026-01-04T00:00:00Z","to":"2026-01-04T01:00:00Z","components":[{"name":"a","query":"nothing"}]}""", 422, "not enough data: a has 0 of 12 needed")]
    [InlineData("""{"name":"empty","from":"2026-01-04T00:00:00Z","to":"2026-01-04T01:00:00Z","components":[{"name":"a","query":"vector(1) + on() group_left() (label_replace(vector(1),\"a\",\"1\",\"\",\"\") or vector(2))"}]}""", 422, "not enough data: a has 0 of 12 needed; a: ")]
    public async Task Refuses_a_range_without_data(string request, int status, string reason)
    {
        var answer = await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/baselines", System.Text.Json.JsonSerializer.Deserialize<object>(request));

        Assert.Equal(status, answer.Status);
        Assert.StartsWith(reason, (string)answer.Body!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_all_that_is_wrong_with_a_request()
    {
        var answer = await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/baselines", new { name = "Big Name", run = "zz", components = new[] { new { name = "a", query = "sum(" } } });

        Assert.Equal(400, answer.Status);
        Assert.Equal(["components[0].query", "name", "run"], answer.Body!["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Theory]
    [InlineData("POST", "/api/v1/baselines", 403)]
    [InlineData("DELETE", "/api/v1/baselines/x", 403)]
    [InlineData("GET", "/api/v1/baselines/x", 404)]
    [InlineData("GET", "/api/v1/baselines/x/comparison", 404)]
    public async Task Lets_viewers_read_only(string method, string path, int status) =>
        Assert.Equal(status, (await AnalysisHost.SendAsync(host.Viewer, method, path, method == "POST" ? new { name = "x" } : null)).Status);

    // A little up and down, so that neighbours are unlike.
    private static double[] Wobble(int count, double level) => [.. Enumerable.Range(0, count).Select(i => level * (1 + (0.002 * ((i * 7 % 11) - 5))))];
}
