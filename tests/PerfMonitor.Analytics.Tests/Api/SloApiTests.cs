using Microsoft.Extensions.DependencyInjection;
using PerfMonitor.Analysis.Slo;
using PerfMonitor.Analytics.Slo;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z.</summary>
[Trait("feature", "S2-100")]
public sealed class SloApiTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Counts_a_ratio_back_through_the_history_and_says_when_the_budget_is_gone()
    {
        // Three hours of ten requests a second; in the last twenty minutes one in ten fails.
        await host.FeedAsync(Requests("200"), Step, [.. Enumerable.Range(0, 721).Select(i => (150.0 * i) - (15 * Math.Max(0, i - 640)))]);
        await host.FeedAsync(Requests("500"), Step, [.. Enumerable.Range(0, 721).Select(i => 15.0 * Math.Max(0, i - 640))]);
        var added = await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/slo", new
        {
            name = "shop",
            target = 0.999,
            good = "sum(increase(shop_requests_total{code!~\"5..\"}[$window]))",
            total = "sum(increase(shop_requests_total[$window]))",
        });

        await CountAsync();
        var objective = await host.GetAsync("/api/v1/slo/shop");

        Assert.Equal((201, "noData"), (added.Status, (string)added.Body!["state"]!));
        Assert.Equal(("critical", "2026-01-05T11:59:00+00:00"), ((string)objective["state"]!, (string)objective["countedUntil"]!));
        Assert.Null(objective["error"]);

        // The last hour before 11:59 has 19 such minutes.
        Assert.Equal(19 / 60.0 * 100, (double)objective["recentRate"]!, 3);
        Assert.Equal(1 - (1.9 / 43.2), (double)objective["budgetRemaining"]!, 0.001);
        Assert.True((bool)objective["burns"]![0]!["isBurning"]!);
        Assert.StartsWith("the last 60 min burn at 31.", (string)objective["burns"]![0]!["reason"]!, StringComparison.Ordinal);
        Assert.Contains("3 h known of 30 d", (string)objective["words"]!, StringComparison.Ordinal);
        Assert.Equal([1.0], (await host.Road.ReadAsync(LabelSet.Create("slo_burning", new Label("slo", "shop"), new Label("severity", "page")))).Select(sample => sample.Value));
    }

    [Fact]
    public async Task Counts_each_look_at_a_series_against_its_threshold()
    {
        await host.FeedAsync(LabelSet.Create("wait_seconds", new Label("queue", "a")), Step, [.. Enumerable.Repeat(0.1, 241)]);
        await host.FeedAsync(LabelSet.Create("wait_seconds", new Label("queue", "b")), Step, [.. Enumerable.Repeat(0.1, 121), .. Enumerable.Repeat(0.9, 120)]);
        await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/slo", new { name = "waits", target = 0.5, windowDays = 1, series = "wait_seconds", comparison = "atMost", threshold = 0.5 });

        await CountAsync();
        var objective = await host.GetAsync("/api/v1/slo/waits");

        // 59 minutes of four looks at two series, of which the second failed in 29; the first look of all has an older sample only.
        Assert.Equal(1 - (29 / 118.0), (double)objective["goodRatio"]!, 0.01);
        Assert.Equal("acceptable", (string)objective["state"]!);
    }

    [Fact]
    public async Task Says_why_a_query_fails()
    {
        await host.FeedAsync(LabelSet.Create("parts", new Label("part", "a")), Step, [.. Enumerable.Range(0, 40).Select(i => (double)i)]);
        await host.FeedAsync(LabelSet.Create("parts", new Label("part", "b")), Step, [.. Enumerable.Range(0, 40).Select(i => (double)i)]);
        await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/slo", new { name = "broken", target = 0.9, good = "sum(increase(parts[$window]))", total = "increase(parts[$window])" });

        await CountAsync();
        var objective = await host.GetAsync("/api/v1/slo/broken");

        Assert.Equal("total: the expression gives 2 series where one is needed; aggregate them with sum, avg or max", (string)objective["error"]!);
        Assert.Equal(("noData", "No events yet: nothing can be said about this objective."), ((string)objective["state"]!, (string)objective["words"]!));
        Assert.Equal(204, (await AnalysisHost.SendAsync(host.Operator, "DELETE", "/api/v1/slo/broken")).Status);
        Assert.Equal(404, (await AnalysisHost.SendAsync(host.Viewer, "GET", "/api/v1/slo/broken")).Status);
    }

    [Fact]
    public async Task Keeps_what_is_counted_when_only_the_promise_changes_and_counts_anew_when_the_events_do()
    {
        await host.FeedAsync(LabelSet.Create("delay_seconds"), Step, [.. Enumerable.Repeat(0.1, 121), .. Enumerable.Repeat(0.9, 120)]);
        await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/slo", Delays(target: 0.5, threshold: 0.5));
        await CountAsync();

        var promised = await AnalysisHost.SendAsync(host.Operator, "PUT", "/api/v1/slo/delays", Delays(target: 0.4, threshold: 0.5));
        var counted = await AnalysisHost.SendAsync(host.Operator, "PUT", "/api/v1/slo/delays", Delays(target: 0.4, threshold: 1));
        await CountAsync();
        var recounted = await host.GetAsync("/api/v1/slo/delays");

        // 30 of the 59 minutes counted were within half a second, all within one.
        Assert.Equal((200, 0.4), (promised.Status, (double)promised.Body!["definition"]!["target"]!));
        Assert.Equal(30 / 59.0, (double)promised.Body["goodRatio"]!, 0.01);
        Assert.Equal((200, "noData"), (counted.Status, (string)counted.Body!["state"]!));
        Assert.Equal((1.0, "delay_seconds"), ((double)recounted["goodRatio"]!, (string)recounted["query"]!));
    }

    [Fact]
    public async Task Stores_no_slots_that_were_counted_by_an_older_definition()
    {
        var store = host.Services.GetRequiredService<ObjectiveStore>();
        await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/slo", Delays(target: 0.5, threshold: 0.5, "late"));
        var before = (await store.FindAsync("late", TestContext.Current.CancellationToken))!;
        var after = before with { Definition = before.Definition with { Threshold = 1 }, DefinedAt = before.DefinedAt.AddSeconds(1) };

        Assert.True(await store.RedefineAsync(before, after, TestContext.Current.CancellationToken));
        Assert.False(await store.RedefineAsync(before, after with { DefinedAt = after.DefinedAt.AddSeconds(1) }, TestContext.Current.CancellationToken));

        CountedSlot[] slots = [new(before.CountedUntilMs, new EventCounts(1, 2))];

        Assert.False(await store.SaveAsync(before, slots, before.CountedUntilMs + 60_000, TestContext.Current.CancellationToken));
        Assert.Equal(before.CountedUntilMs, (await store.FindAsync("late", TestContext.Current.CancellationToken))!.CountedUntilMs);
        Assert.True(await store.SaveAsync(after, slots, before.CountedUntilMs + 60_000, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("delays2", "delays2", 404, null)]
    [InlineData("delays2", "delays", 400, "name")]
    public async Task Changes_only_what_is_there_and_never_its_name(string name, string named, int status, string? field)
    {
        var answer = await AnalysisHost.SendAsync(host.Operator, "PUT", $"/api/v1/slo/{name}", Delays(target: 0.5, threshold: 0.5, named));

        Assert.Equal((status, field), (answer.Status, answer.Body!["errors"]?.AsObject().Single().Key));
    }

    [Theory]
    [InlineData("""{"name":"x","target":1.0,"good":"a[$window]","total":"sum(b)"}""", "good target total")]
    [InlineData("""{"name":"x y","target":0.9,"series":"up","windowDays":0.5,"slotSeconds":10}""", "comparison name slotSeconds threshold windowDays")]
    [InlineData("""{"name":"x","target":0.9,"series":"up","comparison":"atLeast","threshold":1,"good":"sum(increase(a[$window]))"}""", "good")]
    public async Task Names_all_that_is_wrong_with_a_definition(string definition, string fields)
    {
        var answer = await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/slo", System.Text.Json.JsonSerializer.Deserialize<object>(definition));

        Assert.Equal(400, answer.Status);
        Assert.Equal(fields.Split(' '), answer.Body!["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task Takes_a_name_once_and_from_operators_only()
    {
        var definition = new { name = "once", target = 0.9, series = "up", comparison = "atLeast", threshold = 1 };

        Assert.Equal(403, (await AnalysisHost.SendAsync(host.Viewer, "POST", "/api/v1/slo", definition)).Status);
        Assert.Equal(201, (await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/slo", definition)).Status);
        Assert.Equal(409, (await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/slo", definition)).Status);
        Assert.Equal(403, (await AnalysisHost.SendAsync(host.Viewer, "PUT", "/api/v1/slo/once", definition)).Status);
    }

    private static object Delays(double target, double threshold, string name = "delays") =>
        new { name, target, windowDays = 1, series = "delay_seconds", comparison = "atMost", threshold };

    private static LabelSet Requests(string code) => LabelSet.Create("shop_requests_total", new Label("code", code));

    private Task CountAsync() => host.Services.GetRequiredService<ObjectiveCounter>().WorkAsync(TestContext.Current.CancellationToken);
}
