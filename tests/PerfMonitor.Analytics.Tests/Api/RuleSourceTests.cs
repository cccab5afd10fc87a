using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>What rules of a kind need is kept as long as they are in force. The clock begins at 2026-01-05T12:00:00Z.</summary>
public sealed class RuleSourceTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private KeptSources Sources => host.Services.GetRequiredService<KeptSources>();

    [Fact]
    [Trait("feature", "S2-13")]
    public async Task A_query_of_an_anomaly_rule_is_watched_until_an_hour_after_the_rule()
    {
        var (id, rule) = await WriteAsync(new RuleDraft { Name = "Watched", Anomaly = new JsonObject { ["query"] = "jobs_waiting" } });
        await host.FeedAsync(LabelSet.Create("jobs_waiting", new Label("queue", "q")), Minute, [.. Enumerable.Range(0, 600).Select(i => 100.0 + (i % 7))]);
        var name = ((RuleSource.OwnWatch)rule.Source!).Definition.Name;
        await Sources.ReloadAsync(Cancelled);
        Assert.Equal("its series are not watched: either the rule is a few seconds old, or there are 50 watches, which is the most", Sources.Lacking(rule.Source));

        await host.Services.GetRequiredService<AnomalyWatcher>().WorkAsync(Cancelled);
        await Sources.ReloadAsync(Cancelled);

        Assert.Null(Sources.Lacking(rule.Source));
        Assert.Contains(name, await WatchesAsync());
        Assert.Equal(404, (await AnalysisHost.SendAsync(host.Operator, "DELETE", $"/api/v1/watches/{name}")).Status);
        Assert.Equal(["name"], (await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/watches", new { name = "rule.mine", query = "up" })).Body!["errors"]!.AsObject().Select(error => error.Key));

        await RemoveAsync(id);
        host.Road.Clock.Advance(TimeSpan.FromMinutes(59));
        await host.Services.GetRequiredService<AnomalyWatcher>().WorkAsync(Cancelled);
        Assert.Contains(name, await WatchesAsync());
        host.Road.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Services.GetRequiredService<AnomalyWatcher>().WorkAsync(Cancelled);
        Assert.DoesNotContain(name, await WatchesAsync());
    }

    [Fact]
    [Trait("feature", "S2-06")]
    public async Task A_query_of_a_forecast_rule_is_forecast_with_the_bound_that_the_rule_reads()
    {
        var (_, rule) = await WriteAsync(new RuleDraft
        {
            Name = "Filling",
            Forecast = new JsonObject { ["query"] = "tank_used", ["threshold"] = 94, ["within"] = "1d", ["confidence"] = 0.8, ["history"] = "3d", ["step"] = "1h" },
        });
        await host.FeedAsync(LabelSet.Create("tank_used", new Label("tank", "t")), TimeSpan.FromHours(1), [.. Enumerable.Range(0, 73).Select(i => 10.0 + i + (0.2 * (i % 3)))]);
        await Sources.ReloadAsync(Cancelled);
        Assert.StartsWith("no forecast is made for it", Sources.Lacking(rule.Source), StringComparison.Ordinal);

        await host.Services.GetRequiredService<OutlookKeeper>().WorkAsync(Cancelled);
        await Sources.ReloadAsync(Cancelled);

        Assert.Null(Sources.Lacking(rule.Source));
        var name = ((RuleSource.OwnOutlook)rule.Source!).Definition.Name;
        var reach = Assert.Single(await host.Road.ReadAsync(LabelSet.Create(OutlookSeries.Reach, new Label("tank", "t"), new Label("outlook", name), new Label("bound", "latest"))));
        Assert.InRange(reach.Value, 10 * 3_600, 16 * 3_600);
    }

    [Theory]
    [InlineData("anomaly", "watch", "nobody", "there is no watch 'nobody'; GET /api/v1/watches lists them")]
    [InlineData("anomaly", "watch", "cpu", null)]
    [InlineData("burn_rate", "objective", "nothing", "there is no objective 'nothing'; GET /api/v1/slo lists them")]
    public async Task A_rule_says_what_it_lacks(string kind, string field, string name, string? lacking)
    {
        var rule = (AlertRule)RuleFileParser.Parse("a.yml", $"groups: [{{ name: g, rules: [{{ alert: A, x-perfmonitor: {{ {kind}: {{ {field}: {name} }} }} }}] }}]").Groups[0].Rules[0];
        await Sources.ReloadAsync(Cancelled);

        Assert.Equal(lacking, Sources.Lacking(rule.Source));
    }

    [Fact]
    [Trait("feature", "S2-31")]
    public async Task A_rule_on_anomalies_says_that_detection_is_switched_off()
    {
        var off = ActivatorUtilities.CreateInstance<KeptSources>(host.Services, Options.Create(new DetectionOptions { Enabled = false }));
        var watcher = ActivatorUtilities.CreateInstance<AnomalyWatcher>(host.Services, Options.Create(new DetectionOptions { Enabled = false }));
        await host.FeedAsync(LabelSet.Create("jobs_off"), Minute, [.. Enumerable.Range(0, 600).Select(i => 100.0 + (i % 7))]);
        await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/watches", new { name = "off", query = "jobs_off" });
        host.Road.Clock.Advance(Minute);

        await watcher.WorkAsync(Cancelled);

        Assert.Equal("nothing is watched: detection is switched off (Detection:Enabled)", off.Lacking(new RuleSource.Watch("cpu")));
        Assert.Empty(await host.Road.ReadAsync(LabelSet.Create(AnomalySeries.Probability, new Label("watch", "off"))));
    }

    [Fact]
    [Trait("feature", "S2-87")]
    [Trait("feature", "S3-72")]
    public async Task An_alert_on_an_anomaly_is_explained_by_what_is_watched()
    {
        var (_, rule) = await WriteAsync(new RuleDraft { Name = "Slow", Anomaly = new JsonObject { ["query"] = "shop_seconds" }, Recommendation = "Look at the database." });
        var now = host.Road.Clock.GetUtcNow();
        await host.FeedAsync(LabelSet.Create("shop_seconds", new Label("shop", "s")), Minute / 4, Rise(1, 240, at: 200, from: 0.1, to: 0.5));
        await host.FeedAsync(LabelSet.Create("base_seconds", new Label("shop", "s")), Minute / 4, Rise(2, 240, at: 198, from: 0.02, to: 0.3));
        var labels = LabelSet.Create([new Label("alertname", "Slow"), new Label("shop", "s"), new Label("watch", ((RuleSource.OwnWatch)rule.Source!).Definition.Name)]);
        host.Alerts.Alerts.Add((rule.Key, new AlertInstance
        {
            Labels = labels,
            Annotations = new Dictionary<string, string> { ["recommendation"] = "Look at the database." },
            Value = 0.9,
            State = AlertState.Firing,
            ActiveSince = now - (10 * Minute),
        }));

        var explanation = await host.GetAsync($"/api/v1/explain?alert={labels.Id}");

        Assert.Equal("shop_seconds{shop=\"s\"}", (string)explanation["name"]!);
        Assert.Equal(["base_seconds{shop=\"s\"}"], explanation["movers"]!.AsArray().Select(mover => (string)mover!["query"]!));
        Assert.Equal(("Look at the database.", "the alert's rule"), ((string)explanation["response"]!["advice"]!, (string)explanation["response"]!["source"]!));
    }

    [Fact]
    [Trait("feature", "S2-06")]
    public async Task A_forecast_rule_is_back_tested_with_the_forecasts_that_would_have_been_made()
    {
        // Level for four days; then it rises by 3 an hour for a day, and ends at 92.
        await host.FeedAsync(LabelSet.Create("vat_used", new Label("vat", "v")), TimeSpan.FromHours(1), [.. Enumerable.Range(0, 125).Select(i => 20 + (0.2 * (i % 3)) + (3 * Math.Max(0, i - 100)))]);
        var now = host.Road.Clock.GetUtcNow();
        var body = new
        {
            draft = new { name = "VatFills", forecast = new { query = "vat_used", threshold = 94, within = "12h", history = "3d", step = "1h" } },
            from = now - TimeSpan.FromHours(36),
            to = now,
            step = "5m",
        };

        var (status, answer) = await AnalysisHost.SendAsync(host.Viewer, "POST", "/api/v1/rules/backtest", body);

        Assert.Equal(200, status);
        var alerts = answer!["alerts"]!.AsArray();
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.InRange((DateTimeOffset)alert!["firedAt"]!, now - TimeSpan.FromHours(23), now));
        Assert.Contains(
            answer["remarks"]!.AsArray(),
            remark => Regex.IsMatch((string)remark!, "^forecasts were made every 3[0-9]m.* of the past, and closer where they changed; live one is made every 2m$"));
    }

    [Fact]
    public async Task A_back_test_forecasts_the_first_series_by_their_labels_and_says_how_many_it_leaves_out()
    {
        foreach (var drum in Enumerable.Range(10, 22))
        {
            await host.FeedAsync(LabelSet.Create("drum_used", new Label("drum", $"{drum}")), TimeSpan.FromHours(1), [.. Enumerable.Range(0, 40).Select(i => drum < 30 ? 20 + (i % 3) : 99.0)]);
        }

        var now = host.Road.Clock.GetUtcNow();
        var body = new { draft = new { name = "DrumFills", forecast = new { query = "drum_used", threshold = 94, within = "12h", history = "1d", step = "1h" } }, from = now - TimeSpan.FromHours(6), to = now, step = "5m" };

        var (status, answer) = await AnalysisHost.SendAsync(host.Viewer, "POST", "/api/v1/rules/backtest", body);

        Assert.Equal(200, status);
        Assert.Empty(answer!["alerts"]!.AsArray());
        Assert.Contains(answer["remarks"]!.AsArray(), remark => ((string)remark!).EndsWith("2 series more than are forecast were left out", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("feature", "S2-05")]
    public async Task An_anomaly_rule_is_back_tested_with_the_verdicts_its_watch_would_have_made()
    {
        // Ten hours of minutes; the last hour has a spike at its half.
        var minutes = Enumerable.Range(0, 660).Select(i => i == 630 ? 900.0 : 100 + (i % 7)).ToArray();
        await host.FeedAsync(LabelSet.Create("jobs_tested", new Label("queue", "q")), Minute, minutes);
        var now = host.Road.Clock.GetUtcNow();
        var body = new
        {
            draft = new { name = "Tested", anomaly = new { query = "jobs_tested", probability = 0.5, direction = "above" }, @for = "0s" },
            from = now - TimeSpan.FromHours(1),
            to = now,
            step = "15s",
        };

        var (status, answer) = await AnalysisHost.SendAsync(host.Viewer, "POST", "/api/v1/rules/backtest", body);
        var below = await AnalysisHost.SendAsync(host.Viewer, "POST", "/api/v1/rules/backtest", body with { draft = body.draft with { anomaly = body.draft.anomaly with { direction = "below" } } });

        Assert.Equal(200, status);
        var alert = Assert.Single(answer!["alerts"]!.AsArray())!;
        Assert.Equal("q", (string)alert["labels"]!["queue"]!);
        Assert.Equal(now - (29 * Minute) + AnomalyWatcher.Lateness, (DateTimeOffset)alert["firedAt"]!);
        Assert.Empty(below.Body!["alerts"]!.AsArray());
        Assert.DoesNotContain(answer["remarks"]!.AsArray(), remark => ((string)remark!).Contains("is recorded since", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":"Named","anomaly":{"watch":"cpu"}}""")]
    [InlineData("""{"name":"Promised","burnRate":{"objective":"shop"}}""")]
    public async Task What_only_recorded_series_tell_is_said_with_the_back_test(string draft)
    {
        var (status, answer) = await AnalysisHost.SendAsync(host.Viewer, "POST", "/api/v1/rules/backtest", new { draft = JsonNode.Parse(draft), from = "2026-01-05T09:00:00Z", to = "2026-01-05T10:00:00Z" });

        Assert.Equal(200, status);
        Assert.Contains("the rule reads what is recorded since its watch or objective exists; in the time before that nothing can fire", answer!["remarks"]!.AsArray().Select(remark => (string)remark!));
    }

    private async Task<(Guid Id, AlertRule Rule)> WriteAsync(RuleDraft draft)
    {
        host.Services.GetRequiredService<RuleFolder>().Reload();
        var id = Guid.NewGuid();
        Assert.IsType<RuleWrite.Written>(await host.Services.GetRequiredService<StoredRuleStore>().AddAsync(id, draft, "me", host.Road.Clock.GetUtcNow(), Cancelled));
        await host.Services.GetRequiredService<StoredRules>().ReloadAsync(Cancelled);
        return (id, host.Services.GetRequiredService<RulesInForce>().Book.Groups.Single(group => group.File == StoredRule.FileOf(id)).Rules.Cast<AlertRule>().Single());
    }

    private async Task RemoveAsync(Guid id)
    {
        Assert.Null(await host.Services.GetRequiredService<StoredRuleStore>().RemoveAsync(id, "me", host.Road.Clock.GetUtcNow(), Cancelled));
        await host.Services.GetRequiredService<StoredRules>().ReloadAsync(Cancelled);
    }

    private async Task<IEnumerable<string>> WatchesAsync() => (await host.GetAsync("/api/v1/watches"))["watches"]!.AsArray().Select(watch => (string)watch!["definition"]!["name"]!);

    private static double[] Rise(int seed, int count, int at, double from, double to)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => (i < at ? from : to) * (1 + (0.1 * (random.NextDouble() - 0.5))))];
    }
}
