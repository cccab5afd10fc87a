using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z.</summary>
[Trait("feature", "S2-79")]
[Trait("feature", "S2-82")]
[Trait("feature", "S2-83")]
[Trait("feature", "S2-95")]
public sealed class ForecastApiTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Says_how_a_disk_fills_and_when_it_is_full()
    {
        // Three days of hours, one percent each three hours: 24 % used now.
        await host.FeedAsync(LabelSet.Create("disk_used_ratio", new Label("disk", "a")), Hour, [.. Enumerable.Range(0, 73).Select(i => i / 300.0)]);

        var answer = await host.GetAsync("/api/v1/forecast?query=disk_used_ratio&history=3d&horizon=1d&step=1h&threshold=0.28&least=0");
        var series = answer["series"]!.AsArray().Single()!;

        Assert.Equal("a", (string)series["labels"]!["disk"]!);
        Assert.Equal(24, series["expected"]!.AsArray().Count);
        Assert.Equal(0.32, (double)series["expected"]![23]!, 0.01);
        Assert.True((double)series["lower"]![23]! <= (double)series["upper"]![23]!);
        Assert.Equal("withinHorizon", (string)series["reach"]!["state"]!);
        Assert.Equal(12 * 3_600, (double)series["reach"]!["expectedSeconds"]!, 3_600.0);
        Assert.Equal("rising", (string)series["trend"]!["verdict"]!);
    }

    [Fact]
    [Trait("feature", "S2-32")]
    public async Task Looks_as_far_ahead_as_the_settings_say_where_the_request_does_not()
    {
        await host.FeedAsync(LabelSet.Create("window_value"), Hour, [.. Enumerable.Range(0, 73).Select(i => 10.0 + (i % 2))]);

        var series = (await host.GetAsync("/api/v1/forecast?query=window_value&history=3d&step=1h"))["series"]!.AsArray().Single()!;

        Assert.Equal(host.Services.GetRequiredService<IOptions<ForecastOptions>>().Value.Window.TotalHours, series["expected"]!.AsArray().Count);
    }

    [Fact]
    public async Task Says_how_many_values_are_missing_instead_of_guessing()
    {
        await host.FeedAsync(LabelSet.Create("young_value"), Hour, 1, 2, 3);

        var series = (await host.GetAsync("/api/v1/forecast?query=young_value&history=3d&horizon=1d&step=1h&threshold=9"))["series"]!.AsArray().Single()!;

        Assert.Equal("not enough data: 3 of 24 values needed", (string)series["words"]!);
        Assert.Empty(series["expected"]!.AsArray());
        Assert.Equal("cannotTell", (string)series["reach"]!["state"]!);
    }

    [Fact]
    public async Task Looks_for_a_threshold_that_is_fallen_to()
    {
        await host.FeedAsync(LabelSet.Create("free_ratio"), Hour, [.. Enumerable.Range(0, 73).Select(i => 0.9 - (i / 100.0))]);

        var series = (await host.GetAsync("/api/v1/forecast?query=free_ratio&history=3d&horizon=1d&step=1h&threshold=0.1&side=fromAbove"))["series"]!.AsArray().Single()!;

        Assert.Equal("withinHorizon", (string)series["reach"]!["state"]!);
    }

    [Theory]
    [InlineData("query=", "query")]
    [InlineData("query=up&history=x&horizon=0s", "history horizon")]
    [InlineData("query=up&history=7d&step=15s", "horizon step")]
    [InlineData("query=up&level=2", "level")]
    [InlineData("query=up&level=0.4", "level")]
    [InlineData("query=requests_total", "query")]
    public async Task Names_all_that_is_wrong_with_a_request(string parameters, string fields)
    {
        var answer = await AnalysisHost.SendAsync(host.Viewer, "GET", $"/api/v1/forecast?{parameters}");

        Assert.Equal(400, answer.Status);
        Assert.Equal(fields.Split(' '), answer.Body!["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    [Trait("feature", "S2-06")]
    public async Task Keeps_an_outlook_fresh_as_series_that_rules_read()
    {
        await host.FeedAsync(LabelSet.Create("pool_used", new Label("pool", "p")), Hour, [.. Enumerable.Range(0, 73).Select(i => 10.0 + i)]);
        var outlook = new { name = "pool", query = "pool_used", history = "3d", horizon = "1d", step = "1h", threshold = 94.0 };

        Assert.Equal(403, (await AnalysisHost.SendAsync(host.Viewer, "POST", "/api/v1/outlooks", outlook)).Status);
        Assert.Equal(201, (await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/outlooks", outlook)).Status);
        Assert.Equal(409, (await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/outlooks", outlook)).Status);
        await host.Services.GetRequiredService<OutlookKeeper>().WorkAsync(TestContext.Current.CancellationToken);

        Assert.Equal(106, (await RecordedAsync(OutlookSeries.Value, "expected")).Single(), 2.0);
        Assert.Equal(12 * 3_600, (await RecordedAsync(OutlookSeries.Reach, "expected")).Single(), 3_600.0);
        Assert.Equal(403, (await AnalysisHost.SendAsync(host.Viewer, "PUT", "/api/v1/outlooks/pool", outlook)).Status);
        Assert.Equal(["name"], (await AnalysisHost.SendAsync(host.Operator, "PUT", "/api/v1/outlooks/pool", new { name = "other", query = "pool_used" })).Body!["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(200, (await AnalysisHost.SendAsync(host.Operator, "PUT", "/api/v1/outlooks/pool", new { name = "pool", query = "pool_used", horizon = "6h" })).Status);
        var changed = (await host.GetAsync("/api/v1/outlooks"))["outlooks"]!.AsArray().Single(one => (string)one!["definition"]!["name"]! == "pool")!;
        Assert.Equal(("6h", false), ((string)changed["definition"]!["horizon"]!, changed.AsObject().ContainsKey("madeAt")));
        Assert.Equal(204, (await AnalysisHost.SendAsync(host.Operator, "DELETE", "/api/v1/outlooks/pool")).Status);
        Assert.Equal(404, (await AnalysisHost.SendAsync(host.Operator, "PUT", "/api/v1/outlooks/pool", outlook)).Status);
        Assert.Equal(404, (await AnalysisHost.SendAsync(host.Operator, "DELETE", "/api/v1/outlooks/pool")).Status);
    }

    private async Task<IEnumerable<double>> RecordedAsync(string metric, string bound) =>
        (await host.Road.ReadAsync(LabelSet.Create(metric, new Label("pool", "p"), new Label("outlook", "pool"), new Label("bound", bound)))).Select(sample => sample.Value);
}
