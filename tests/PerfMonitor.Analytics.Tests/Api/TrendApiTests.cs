using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z.</summary>
[Trait("feature", "S1-50")]
[Trait("feature", "S2-08")]
public sealed class TrendApiTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    [Trait("feature", "S1-51")]
    public async Task Says_where_series_are_heading_with_their_peaks()
    {
        // A quarter of an hour between values; the peak lies between the hours that are asked for.
        double[] leaking = [.. Enumerable.Range(0, 400).Select(i => 100.0 + i + (i == 201 ? 1_000 : 0))];
        await host.FeedAsync(LabelSet.Create("heap_bytes", new Label("job", "leaks")), Hour / 4, leaking);
        await host.FeedAsync(LabelSet.Create("heap_bytes", new Label("job", "steady")), Hour / 4, [.. Enumerable.Range(0, 400).Select(i => 50.0 + (i % 5))]);

        var answer = await host.GetAsync("/api/v1/trends?query=heap_bytes&range=4d&step=1h");

        var series = answer["series"]!.AsArray();
        Assert.Equal((4 * 86_400, 3_600, 0), ((double)answer["rangeSeconds"]!, (double)answer["stepSeconds"]!, (int)answer["leftOut"]!));
        Assert.Equal([("leaks", "degrading", "rising"), ("steady", "steady", "notShown")], series.Select(one => ((string)one!["labels"]!["job"]!, (string)one["heading"]!, (string)one["trend"]!["verdict"]!)));
        Assert.Equal(4, (double)series[0]!["trend"]!["perHour"]!, 0.1);
        Assert.Equal((1_301, 50.0), ((double)series[0]!["peak"]!["value"]!, (double)series[1]!["trough"]!["value"]!));
        Assert.Equal(DateTimeOffset.Parse("2026-01-03T11:00:00Z", System.Globalization.CultureInfo.InvariantCulture), (DateTimeOffset)series[0]!["peak"]!["time"]!);
    }

    [Fact]
    public async Task Judges_by_which_way_is_better()
    {
        await host.FeedAsync(LabelSet.Create("sold_per_hour"), Hour, [.. Enumerable.Range(0, 96).Select(i => 100.0 + i)]);

        var series = (await host.GetAsync("/api/v1/trends?query=sum(sold_per_hour)&range=4d&step=1h&better=higher"))["series"]!.AsArray().Single()!;

        Assert.Equal(("improving", 195), ((string)series["heading"]!, (double)series["peak"]!["value"]!));
    }

    [Fact]
    public async Task Says_how_much_is_missing()
    {
        await host.FeedAsync(LabelSet.Create("young_bytes"), Hour, 1, 2, 3);

        var series = (await host.GetAsync("/api/v1/trends?query=young_bytes&range=4d&step=1h"))["series"]!.AsArray().Single()!;

        Assert.Equal(("notEnoughData", "not enough data: 3 of 12 values needed"), ((string)series["heading"]!, (string)series["trend"]!["reason"]!));
    }

    [Theory]
    [InlineData("", "query")]
    [InlineData("query=up&range=x", "range")]
    [InlineData("query=up&range=30d&step=1s", "step")]
    public async Task Names_all_that_is_wrong_with_a_request(string parameters, string fields)
    {
        var answer = await AnalysisHost.SendAsync(host.Viewer, "GET", $"/api/v1/trends?{parameters}");

        Assert.Equal(400, answer.Status);
        Assert.Equal(fields.Split(' '), answer.Body!["errors"]!.AsObject().Select(error => error.Key).Order());
    }
}
