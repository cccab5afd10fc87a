using Microsoft.Extensions.DependencyInjection;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock begins at 2026-01-05T12:00:00Z.</summary>
[Trait("feature", "S2-05")]
public sealed class AnomalyApiTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S2-13")]
    public async Task A_watch_finds_a_spike_once_tells_of_it_once_and_makes_series_that_rules_read()
    {
        var (series, probability) = (Jobs("found"), Recorded("found", AnomalySeries.Probability));
        await host.FeedAsync(series, Minute, Usual(600));
        Assert.Equal(201, (await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/watches", new { name = "found", query = "jobs_running{case=\"found\"}", step = "1m" })).Status);
        await WorkAsync();
        Assert.Empty((await FoundAsync("found"))!);

        await PassAsync(series, 30, at => at == 28 ? 900 : 100 + (at % 7));

        var found = await FoundAsync("found");
        var anomaly = Assert.Single(found, one => (bool)one!["isNews"]!)!;
        Assert.Equal((900, "found"), ((double)anomaly["value"]!, (string)anomaly["labels"]!["case"]!));
        Assert.InRange((double)anomaly["probability"]!, 0.5, 1);
        Assert.InRange((double)anomaly["expected"]!, 95, 110);
        Assert.NotEmpty(anomaly["votes"]!.AsArray());
        Assert.NotEmpty((await host.GetAsync("/api/v1/anomalies?watch=found&level=info"))["anomalies"]!.AsArray());
        await AnswersToFiltersAsync((string)anomaly["votes"]![0]!["detector"]!, (double)anomaly["probability"]!);
        var told = Assert.Single(host.Feed.Told, one => one.Watch == "found");
        Assert.Equal((900, (string)anomaly["reason"]!), (told.Value, told.Reason));
        Assert.Contains(await host.Road.ReadAsync(probability), sample => sample.Value >= 0.5);
        Assert.NotEmpty(await host.Road.ReadAsync(Recorded("found", AnomalySeries.Upper)));
    }

    [Fact]
    public async Task A_series_that_stays_away_is_told_of_once()
    {
        await host.FeedAsync(Jobs("gone"), Minute, Usual(600));
        await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/watches", new { name = "gone", query = "jobs_running{case=\"gone\"}", step = "1m" });
        await WorkAsync();

        for (var look = 0; look < 3; look++)
        {
            host.Road.Clock.Advance(10 * Minute);
            await WorkAsync();
        }

        var told = Assert.Single(host.Feed.Told, one => one.Watch == "gone");
        Assert.Matches("^no sample for [67] min; usually there is one every 60 s$", told.Reason);
        Assert.Equal((PerfMonitor.Contracts.Severity.Warning, told.Reason), (told.Severity, (string)Assert.Single(await FoundAsync("gone"))!["reason"]!));
    }

    [Fact]
    public async Task An_instance_that_takes_over_gives_the_verdicts_of_the_one_before()
    {
        var series = Jobs("taken");
        await host.FeedAsync(series, Minute, Usual(600));
        await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/watches", new { name = "taken", query = "jobs_running{case=\"taken\"}", step = "1m" });
        await WorkAsync();
        await PassAsync(series, 20, at => at == 10 ? 900 : 100 + (at % 7));
        var before = (await host.Road.ReadAsync(Recorded("taken", AnomalySeries.Probability))).Select(sample => (sample.TimestampMs, sample.Value)).ToList();
        var told = host.Feed.Told.Count;

        // A new instance, and the watch judged anew from before the spike.
        var last = host.Road.NowMs;
        var definition = new WatchDefinition { Name = "taken", Query = "jobs_running{case=\"taken\"}", Step = "1m" };
        var bands = await host.Services.GetRequiredService<BandQuery>().JudgeAsync(definition, before[0].TimestampMs, last, Cancelled);
        var second = ActivatorUtilities.CreateInstance<AnomalyWatcher>(host.Services);
        await second.WorkAsync(Cancelled);

        Assert.Equal(before, bands.Verdicts.Take(before.Count).Select(one => (one.Verdict.TimestampMs, one.Verdict.Probability)));
        Assert.Equal(told, host.Feed.Told.Count);

        // It goes on as one that has judged all the time would; the last ten minutes are looked at.
        await PassAsync(series, 12, at => at == 6 ? 40 : 100 + (at % 7), second);
        var after = (await host.Road.ReadAsync(Recorded("taken", AnomalySeries.Probability))).Where(sample => sample.TimestampMs > last).Select(sample => (sample.TimestampMs, sample.Value)).ToList();
        var all = await host.Services.GetRequiredService<BandQuery>().JudgeAsync(definition, before[0].TimestampMs, host.Road.NowMs, Cancelled);
        Assert.Equal(10, after.Count);
        Assert.Equal(after, all.Verdicts.Where(one => one.Verdict.TimestampMs >= after[0].TimestampMs).Take(after.Count).Select(one => (one.Verdict.TimestampMs, one.Verdict.Probability)));
        Assert.InRange(after.Max(one => one.Value), 0.2, 1);
    }

    [Fact]
    public async Task A_value_out_of_range_is_found_before_anything_is_known_of_the_series()
    {
        var series = Jobs("ranged");
        await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/watches", new { name = "ranged", query = "jobs_running{case=\"ranged\"}", step = "1m", maximum = 500 });
        await WorkAsync();

        await PassAsync(series, 3, at => at == 2 ? 900 : 100);

        var anomaly = Assert.Single(await FoundAsync("ranged"))!;
        Assert.Equal((900, null, null), ((double)anomaly["value"]!, anomaly["expected"], anomaly["lower"]));
        Assert.InRange((double)anomaly["probability"]!, 0.5, 1);
        var told = Assert.Single(host.Feed.Told, one => one.Watch == "ranged");
        Assert.Equal((900, double.NaN, null), (told.Value, told.Expected, told.Lower));
        Assert.Empty(await host.Road.ReadAsync(Recorded("ranged", AnomalySeries.Deviation)));
    }

    [Fact]
    public async Task A_watch_that_cannot_be_asked_says_why()
    {
        await host.FeedAsync(Jobs("left"), Minute, 1, 2);
        await host.FeedAsync(LabelSet.Create("jobs_right", new Label("case", "left"), new Label("queue", "a")), Minute, 1, 2);
        await host.FeedAsync(LabelSet.Create("jobs_right", new Label("case", "left"), new Label("queue", "b")), Minute, 1, 2);
        await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/watches", new { name = "ambiguous", query = "jobs_running{case=\"left\"} / on (case) jobs_right" });

        await WorkAsync();

        var error = (string)(await host.GetAsync("/api/v1/watches"))["watches"]!.AsArray().Single(one => (string)one!["definition"]!["name"]! == "ambiguous")!["error"]!;
        Assert.Contains("many", error, StringComparison.Ordinal);
        await AnalysisHost.SendAsync(host.Operator, "DELETE", "/api/v1/watches/ambiguous");
        await WorkAsync();
        Assert.Null(host.Services.GetRequiredService<AnomalyWatcher>().ErrorOf("ambiguous"));
    }

    [Fact]
    public async Task Draws_the_band_of_any_query_or_says_how_much_is_missing()
    {
        await host.FeedAsync(Jobs("band"), Minute, Usual(600));
        await host.FeedAsync(Jobs("young"), Minute, 1, 2, 3);

        var band = await BandAsync("band");
        var young = await BandAsync("young");

        Assert.InRange(band["band"]!.AsArray().Count, 59, 60);
        Assert.All(band["band"]!.AsArray(), point => Assert.True((double)point![2]! <= (double)point[1]! && (double)point[1]! <= (double)point[3]!));
        Assert.Empty(young["band"]!.AsArray());
        Assert.Matches("^not enough data: [23] of 48 needed$", (string)young["notJudged"]!);
    }

    [Theory]
    [InlineData("probability=2", "probability")]
    [InlineData("from=2026-01-05T13:00:00Z&to=2026-01-05T12:00:00Z&limit=0", "from limit")]
    public async Task Names_all_that_is_wrong_with_a_filter(string filter, string fields)
    {
        var answer = await AnalysisHost.SendAsync(host.Viewer, "GET", $"/api/v1/anomalies?{filter}");

        Assert.Equal(400, answer.Status);
        Assert.Equal(fields.Split(' '), answer.Body!["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Theory]
    [InlineData("""{"name":"X Y","query":"up"}""", "name")]
    [InlineData("""{"name":"x","query":"sum(","step":"1d"}""", "query step")]
    [InlineData("""{"name":"x","query":"up","minimum":2,"maximum":1}""", "minimum")]
    [InlineData("""{"name":"x","query":"sum(requests_total)"}""", "query")]
    public async Task Names_all_that_is_wrong_with_a_watch(string definition, string fields)
    {
        var answer = await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/watches", System.Text.Json.JsonSerializer.Deserialize<object>(definition));

        Assert.Equal(400, answer.Status);
        Assert.Equal(fields.Split(' '), answer.Body!["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task Lets_operators_change_what_is_watched_and_knows_each_name_once()
    {
        var watch = new { name = "once", query = "up" };

        Assert.Equal(403, (await AnalysisHost.SendAsync(host.Viewer, "POST", "/api/v1/watches", watch)).Status);
        Assert.Equal(201, (await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/watches", watch)).Status);
        Assert.Equal(409, (await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/watches", watch)).Status);
        var definition = (await host.GetAsync("/api/v1/watches"))["watches"]!.AsArray().Single(one => (string)one!["definition"]!["name"]! == "once")!["definition"]!;
        Assert.Equal("""{"name":"once","query":"up","step":"1m"}""", definition.ToJsonString());
        Assert.Equal(403, (await AnalysisHost.SendAsync(host.Viewer, "PUT", "/api/v1/watches/once", watch)).Status);
        Assert.Equal(200, (await AnalysisHost.SendAsync(host.Operator, "PUT", "/api/v1/watches/once", new { name = "once", query = "up == 1", step = "5m", maximum = 2 })).Status);
        definition = (await host.GetAsync("/api/v1/watches"))["watches"]!.AsArray().Single(one => (string)one!["definition"]!["name"]! == "once")!["definition"]!;
        Assert.Equal("""{"name":"once","query":"up == 1","step":"5m","maximum":2}""", definition.ToJsonString());
        Assert.Equal(["name", "step"], (await AnalysisHost.SendAsync(host.Operator, "PUT", "/api/v1/watches/once", new { name = "other", query = "up", step = "5x" })).Body!["errors"]!.AsObject().Select(error => error.Key).Order());
        Assert.Equal(204, (await AnalysisHost.SendAsync(host.Operator, "DELETE", "/api/v1/watches/once")).Status);
        Assert.Equal(404, (await AnalysisHost.SendAsync(host.Operator, "PUT", "/api/v1/watches/once", watch)).Status);
        Assert.Equal(404, (await AnalysisHost.SendAsync(host.Operator, "DELETE", "/api/v1/watches/once")).Status);
    }

    /// <summary>Each part of the filter lets the spike through and keeps it back.</summary>
    private async Task AnswersToFiltersAsync(string detector, double probability)
    {
        foreach (var (filter, fits) in ((string, bool)[])
        [
            ("series=CASE%3Dfound", true), ("series=case%3Dother", false), ("series=foun", true), ("series=%25", false),
            ($"detector={detector}", true), ("detector=flatLine", false),
            (FormattableString.Invariant($"probability={probability}"), true), (FormattableString.Invariant($"probability={Math.BitIncrement(probability)}"), false),
        ])
        {
            var answer = (await host.GetAsync($"/api/v1/anomalies?watch=found&limit=1000&{filter}"))["anomalies"]!.AsArray();
            Assert.True(fits == answer.Any(static one => (double)one!["value"]! == 900), filter);
        }
    }

    private static LabelSet Jobs(string name) => LabelSet.Create("jobs_running", new Label("case", name));

    private static LabelSet Recorded(string name, string metric) => LabelSet.Create(metric, new Label("case", name), new Label("watch", name));

    private static double[] Usual(int count) => [.. Enumerable.Range(0, count).Select(i => 100.0 + (i % 7))];

    private Task WorkAsync() => host.Services.GetRequiredService<AnomalyWatcher>().WorkAsync(Cancelled);

    /// <summary>Lets minutes pass, each with a value of the series, and the watcher look.</summary>
    private async Task PassAsync(LabelSet series, int minutes, Func<int, double> value, AnomalyWatcher? watcher = null)
    {
        for (var at = 1; at <= minutes; at++)
        {
            host.Road.Clock.Advance(Minute);
            await host.FeedAsync(series, Minute, value(at));
        }

        host.Road.Clock.Advance(TimeSpan.FromSeconds(20));
        await (watcher ?? host.Services.GetRequiredService<AnomalyWatcher>()).WorkAsync(Cancelled);
    }

    private async Task<System.Text.Json.Nodes.JsonArray> FoundAsync(string watch) => (await host.GetAsync($"/api/v1/anomalies?watch={watch}&limit=100"))["anomalies"]!.AsArray();

    private async Task<System.Text.Json.Nodes.JsonNode> BandAsync(string name)
    {
        var now = host.Road.Clock.GetUtcNow();
        var start = Uri.EscapeDataString((now - TimeSpan.FromMinutes(59)).ToString("o"));
        return (await host.GetAsync($"/api/v1/anomalies/band?query={Uri.EscapeDataString($"jobs_running{{case=\"{name}\"}}")}&start={start}&step=1m"))["series"]!.AsArray().Single()!;
    }
}
