using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z.</summary>
public sealed class ComparisonApiTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Puts_two_runs_beside_each_other_without_a_baseline()
    {
        foreach (var (run, rate, p95) in ((string, double, double)[])[("a1", 100, 0.120), ("b2", 150, 0.084)])
        {
            await FeedAsync("loadtest_active_users", run, 5);
            await FeedAsync("loadtest_requests_per_second", run, rate);
            await FeedAsync("loadtest_response_p95_seconds", run, p95);
        }

        var answer = await host.GetAsync("/api/v1/comparison?beforeRun=a-1&afterRun=b-2");

        var rows = answer["components"]!.AsArray().ToDictionary(row => (string)row!["name"]!, row => row!);
        Assert.Equal(["throughput", "memory", "cpu", "communication", "response_p50", "response_p95", "response_p99", "response_mean", "success_rate"], rows.Keys);
        Assert.Equal((50, 30), (Math.Round((double)rows["throughput"]["improvementPercent"]!), Math.Round((double)rows["response_p95"]["improvementPercent"]!)));
        Assert.Equal(("higher", "lower"), ((string)rows["throughput"]["significance"]!["verdict"]!, (string)rows["response_p95"]["significance"]!["verdict"]!));
        Assert.Equal(("a-1", "b-2", 1.0), ((string)answer["before"]!["run"]!, (string)answer["after"]!["run"]!, (double)answer["before"]!["stepSeconds"]!));
        Assert.Null(rows["success_rate"]["improvementPercent"]);
        Assert.Equal("not known without memory, cpu, communication", (string)answer["overall"]!["reason"]!);
        Assert.Empty((await host.GetAsync("/api/v1/baselines"))["baselines"]!.AsArray());
    }

    [Fact]
    public async Task Puts_two_ranges_beside_each_other()
    {
        var answer = await host.GetAsync("/api/v1/comparison?beforeFrom=2026-01-05T06:00:00Z&beforeTo=2026-01-05T08:00:00Z&afterFrom=2026-01-05T08:00:00Z&afterTo=2026-01-05T12:00:00Z");

        // Of four hours no more than a thousand samples are read.
        Assert.Equal((15.0, 15.0), ((double)answer["before"]!["stepSeconds"]!, (double)answer["after"]!["stepSeconds"]!));
        Assert.Equal(["throughput", "memory", "cpu", "communication", "latency", "load"], answer["components"]!.AsArray().Select(row => (string)row!["name"]!));
    }

    [Fact]
    public async Task Says_of_which_run_nothing_is_known()
    {
        var answer = await AnalysisHost.SendAsync(host.Viewer, "GET", "/api/v1/comparison?afterRun=gone&beforeFrom=2026-01-05T10:00:00Z&beforeTo=2026-01-05T11:00:00Z");

        Assert.Equal((404, "The history holds nothing of the load test 'gone'."), (answer.Status, (string)answer.Body!["detail"]!));
    }

    [Theory]
    [InlineData("beforeFrom=2026-01-05T10:00:00Z&beforeTo=2026-01-05T11:00:00Z", "afterFrom", "Name a load test (afterRun), or a start and a later end (afterFrom, afterTo).")]
    [InlineData("beforeFrom=2026-01-05T10:00:00Z&beforeTo=2026-01-05T10:00:00Z&afterFrom=2026-01-05T10:00:00Z&afterTo=2026-01-05T11:00:00Z", "beforeFrom", "Name a load test (beforeRun), or a start and a later end (beforeFrom, beforeTo).")]
    public async Task Refuses_a_side_that_is_none(string parameters, string field, string message)
    {
        var answer = await AnalysisHost.SendAsync(host.Viewer, "GET", $"/api/v1/comparison?{parameters}");

        Assert.Equal((400, message), (answer.Status, (string)answer.Body!["errors"]![field]![0]!));
    }

    private Task FeedAsync(string metric, string run, double level) =>
        host.FeedAsync(LabelSet.Create(metric, new Label("run", run)), Step, [.. Enumerable.Range(0, 100).Select(i => level * (1 + (0.01 * (i * 7 % 5))))]);
}
