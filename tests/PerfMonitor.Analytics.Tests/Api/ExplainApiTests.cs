using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z.</summary>
public sealed class ExplainApiTests(AnalysisHost host) : IClassFixture<AnalysisHost>, IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    // An hour and ten minutes of each; the latency rises at 11:50, the database's wait half a minute before it.
    public async ValueTask InitializeAsync()
    {
        await host.FeedAsync(Series("latency_seconds", "shop"), Step, Rise(1, 280, at: 240, from: 0.1, to: 0.5));
        await host.FeedAsync(Series("db_wait_seconds", "shop"), Step, Rise(2, 280, at: 238, from: 0.02, to: 0.3));
        await host.FeedAsync(Series("latency_seconds", "other"), Step, Rise(3, 280, at: 1_000, from: 0.1, to: 0.5));
        for (var i = 0; i < 30; i++)
        {
            await host.FeedAsync(Series("noise", $"n{i}"), Step, Rise(10 + i, 280, at: 1_000, from: 1, to: 1));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Trait("feature", "S2-87")]
    public async Task Names_what_moved_with_a_series_and_what_was_done_before()
    {
        var noted = await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/annotations", new { kind = "deploy", text = "shop 2.3", labels = new { service = "shop" }, start = "2026-01-05T12:46:00+01:00" });
        var elsewhere = await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/annotations", new { kind = "deploy", text = "other 9", labels = new { service = "other" }, start = "2026-01-05T11:49:00Z" });

        var explanation = await host.GetAsync("/api/v1/explain?query=latency_seconds&time=2026-01-05T11:50:00Z");

        Assert.Equal((201, 201), (noted.Status, elsewhere.Status));
        Assert.Equal("latency_seconds{service=\"shop\"}", (string)explanation["name"]!);
        var mover = Assert.Single(explanation["movers"]!.AsArray())!;
        Assert.Equal("db_wait_seconds{service=\"shop\"}", (string)mover["query"]!);
        Assert.Equal((30, false), ((double)mover["leadSeconds"]!, (bool)mover["inverse"]!));
        Assert.InRange((double)mover["share"]!, 0.7, 1);
        Assert.Equal((31, 0), ((int)explanation["search"]!["compared"]!, (int)explanation["search"]!["notLookedAt"]!));
        Assert.Equal([("shop 2.3", 240.0)], explanation["changes"]!.AsArray().Select(change => ((string)change!["text"]!, (double)change["leadSeconds"]!)));
        Assert.Matches("^latency_seconds\\{service=\"shop\"\\} rose from 0\\.\\d+ to 0\\.5\\d*\\. db_wait_seconds\\{service=\"shop\"\\} moved the same way 30 s earlier and accounts for \\d\\d % of the movement on its own\\. Deploy “shop 2.3” began 4 min before it\\.$", (string)explanation["text"]!);
    }

    [Fact]
    public async Task Explains_the_series_of_a_query_that_is_named()
    {
        var named = await host.GetAsync("/api/v1/explain?query=latency_seconds&series={service=\"other\"}&time=2026-01-05T11:50:00Z");

        Assert.Equal("latency_seconds{service=\"other\"}", (string)named["name"]!);
    }

    [Fact]
    public async Task Sees_load_tests_in_their_own_series()
    {
        await host.FeedAsync(LabelSet.Create("loadtest_active_users", new Label("run", "a1"), new Label("run_name", "checkout")), Step, Rise(9, 20, at: 100, from: 5, to: 5));

        var explanation = await host.GetAsync("/api/v1/explain?query=latency_seconds{service=\"shop\"}&time=2026-01-05T11:58:00Z");

        Assert.Equal([("load test", "checkout", 165.0)], explanation["changes"]!.AsArray().Where(change => (string)change!["kind"]! == "load test").Select(change => ((string)change!["kind"]!, (string)change["text"]!, (double)change["leadSeconds"]!)));
    }

    [Theory]
    [InlineData("", 400, null)]
    [InlineData("?query=up[5m]", 400, null)]
    [InlineData("?query=up&window=5m", 400, null)]
    [InlineData("?query=up&alert=00ff", 400, null)]
    [InlineData("?alert=00ff&series={a=\"b\"}", 400, null)]
    [InlineData("?query=up&series={a!=\"b\"}", 400, null)]
    [InlineData("?query=up&series=up%5B5m%5D", 400, null)]
    [InlineData("?query=latency_seconds&series={service=\"none\"}", 422, "the expression gives no series between ")]
    [InlineData("?query=nothing_here", 422, "the expression gives no series between ")]
    [InlineData("?alert=00ff", 404, "No alert that is pending or firing has the fingerprint '00ff', or its rule is no more.")]
    public async Task Says_why_there_is_nothing_to_explain(string query, int status, string? detail)
    {
        var answer = await AnalysisHost.SendAsync(host.Viewer, "GET", $"/api/v1/explain{query}");

        Assert.Equal(status, answer.Status);
        Assert.StartsWith(detail ?? "", (string?)answer.Body!["detail"] ?? "", StringComparison.Ordinal);
    }

    [Fact]
    [Trait("feature", "S2-88")]
    public async Task Recommends_what_the_rules_find()
    {
        await host.FeedAsync(LabelSet.Create("host_memory_utilization_ratio"), Step, 0.95);

        var list = await host.GetAsync("/api/v1/recommendations");

        Assert.Equal(
            [("memory-full", "resources", "95 % of the memory is in use"), ("no-targets", "bestPractice", "no target is probed"), ("no-objective", "bestPractice", "no objective is defined")],
            list["recommendations"]!.AsArray().Select(one => ((string)one!["rule"]!, (string)one["kind"]!, (string)one["evidence"]![0]!)));
    }

    [Fact]
    public async Task Keeps_annotations_by_time_and_kind()
    {
        var added = await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/annotations", new { kind = "configuration", text = "cache off", start = "2025-12-01T10:00:00Z", end = "2025-12-01T11:00:00Z" });
        var found = await host.GetAsync("/api/v1/annotations?from=2025-12-01T10:59:00Z&to=2025-12-01T12:00:00Z&kind=configuration");
        var outside = await host.GetAsync("/api/v1/annotations?from=2025-12-01T11:01:00Z&to=2025-12-01T12:00:00Z");

        Assert.Equal((201, "me"), (added.Status, (string)added.Body!["createdBy"]!));
        Assert.Equal(added.Body.ToJsonString(), Assert.Single(found["annotations"]!.AsArray())!.ToJsonString());
        Assert.Empty(outside["annotations"]!.AsArray());
        Assert.Equal(204, (await AnalysisHost.SendAsync(host.Operator, "DELETE", $"/api/v1/annotations/{added.Body["id"]}")).Status);
        Assert.Equal(404, (await AnalysisHost.SendAsync(host.Operator, "DELETE", $"/api/v1/annotations/{added.Body["id"]}")).Status);
        Assert.Equal(403, (await AnalysisHost.SendAsync(host.Viewer, "POST", "/api/v1/annotations", new { kind = "deploy", text = "x" })).Status);
        Assert.Equal(
            ["end", "kind", "start", "text"],
            (await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/annotations", new { kind = "", start = "2027-01-01T00:00:00Z", end = "2026-01-01T00:00:00Z" })).Body!["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    private static LabelSet Series(string metric, string service) => LabelSet.Create(metric, new Label("service", service));

    private static double[] Rise(int seed, int count, int at, double from, double to)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => (i < at ? from : to) * (1 + (0.1 * (random.NextDouble() - 0.5))))];
    }
}
