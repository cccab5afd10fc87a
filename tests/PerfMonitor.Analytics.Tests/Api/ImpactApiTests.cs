using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z; the host knows one KPI, the revenue of a shop.</summary>
[Trait("feature", "S2-98")]
public sealed class ImpactApiTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    private const int Steps = 5 * 288;
    private const int Slow = 12;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Says_what_an_incident_took_from_a_configured_kpi()
    {
        await SellAsync();

        var kpis = await host.GetAsync("/api/v1/impact/kpis");
        var answer = await host.GetAsync("/api/v1/impact?kpi=revenue&from=2026-01-05T11:00:00Z&history=4d&step=5m");
        var loss = answer["loss"]!;

        Assert.Equal(("revenue", "€", 1.0, "shop_latency_seconds"), ((string)kpis["kpis"]![0]!["name"]!, (string)kpis["kpis"]![0]!["unit"]!, (double)kpis["kpis"]![0]!["perSeconds"]!, (string)kpis["kpis"]![0]!["explainedBy"]![0]!));
        Assert.Equal(("2026-01-05T11:00:00+00:00", "2026-01-05T12:00:00+00:00", 300), ((string)answer["from"]!, (string)answer["to"]!, (double)answer["stepSeconds"]!));

        // Half of the 2 € a second that are usual at noon, for an hour; the rate looks back ten minutes, so the first step still has some of before.
        Assert.Equal(("lost", Slow, Slow), ((string)loss["verdict"]!, (int)loss["measuredSteps"]!, (int)loss["steps"]!));
        Assert.InRange((double)loss["amount"]!, 3_000, 3_800);
        Assert.True((double)loss["lower"]! > 2_500 && (double)loss["upper"]! < 4_300);
        Assert.Equal((double)loss["amount"]!, (double)loss["expected"]! - (double)loss["actual"]!, 6);
        Assert.InRange((double)loss["parts"]![0]!["effect"]!["value"]!, -1.4, -0.7);
        Assert.Equal((24, "2026-01-05T12:00:00+00:00"), (answer["course"]!.AsArray().Count, (string)answer["course"]![23]!["time"]!));
        Assert.InRange((double)answer["course"]![23]!["actual"]!, 0.8, 1.2);
        Assert.InRange((double)answer["course"]![23]!["expected"]!, 1.8, 2.2);
        Assert.Matches("^about 3,[0-9]{3} € lost \\(95% between [0-9,]+ € and [0-9,]+ €\\)", (string)answer["words"]!);
    }

    [Fact]
    public async Task Takes_any_query_in_place_of_a_kpi_and_says_what_explains_nothing()
    {
        await SellAsync();

        var answer = await host.GetAsync("/api/v1/impact?query=60*sum(rate(shop_revenue_euros_total[10m]))&per=1m&unit=EUR&explainedBy=vector(0)&explainedBy=shop_shares&from=2026-01-05T11:00:00Z&to=2026-01-05T11:30:00Z&history=4d&exclude=2026-01-03T11:00:00Z/2026-01-03T12:00:00Z");

        Assert.InRange((double)answer["loss"]!["amount"]!, 1_300, 2_000);
        Assert.Equal(
            ["left out: it stood still before the incident, so nothing shows what it does to the KPI", "left out: the expression gives 2 series where one is needed; aggregate them with sum, avg or max"],
            answer["loss"]!["parts"]!.AsArray().Select(part => (string)part!["reason"]!));
        Assert.Null(answer["loss"]!["explained"]);
    }

    [Fact]
    public async Task Says_how_much_is_missing()
    {
        await host.FeedAsync(LabelSet.Create("young_sales"), Step, 1, 2, 3, 2);

        var answer = await host.GetAsync("/api/v1/impact?query=young_sales&from=2026-01-05T11:54:00Z&history=1d&step=5m");

        Assert.Equal("not enough data: 2 of 100 values needed before the incident", (string)answer["words"]!);
        Assert.Null(answer["loss"]);
    }

    [Theory]
    [InlineData("", 400, "from kpi")]
    [InlineData("kpi=revenue&query=up&from=2026-01-05T11:00:00Z", 400, "kpi")]
    [InlineData("kpi=revenue&from=2026-01-05T11:00:00Z&alert=00ff", 400, "from")]
    [InlineData("query=shop_revenue_euros_total&explainedBy=rate(&from=2026-01-05T11:00:00Z", 400, "explainedBy query")]
    [InlineData("kpi=revenue&from=2026-01-05T12:30:00Z", 400, "from to")]
    [InlineData("kpi=revenue&from=2026-01-05T11:00:00Z&to=2026-01-05T10:00:00Z", 400, "to")]
    [InlineData("kpi=revenue&from=2026-01-05T11:00:00Z&step=1s", 400, "step")]
    [InlineData("kpi=revenue&from=2026-01-05T11:00:00Z&history=x", 400, "history")]
    [InlineData("kpi=revenue&from=2026-01-05T11:00:00Z&exclude=yesterday", 400, "exclude")]
    [InlineData("kpi=profit&from=2026-01-05T11:00:00Z", 404, "")]
    [InlineData("kpi=revenue&alert=00ff", 404, "")]
    [InlineData("query=shop_shares&from=2026-01-05T11:00:00Z", 422, "")]
    public async Task Names_all_that_is_wrong_with_a_request(string parameters, int status, string fields)
    {
        await SellAsync();

        var answer = await AnalysisHost.SendAsync(host.Viewer, "GET", $"/api/v1/impact?{parameters}");

        Assert.Equal(status, answer.Status);
        Assert.Equal(fields, string.Join(' ', answer.Body!["errors"]?.AsObject().Select(static error => error.Key).Order() ?? Enumerable.Empty<string>()));
    }

    [Fact]
    public async Task Refuses_a_bare_counter_and_says_what_to_ask_for() => Assert.Equal(
        "'shop_revenue_euros_total' is a counter: it grows as long as its process runs, and begins at 0 with the next one. Ask for what came of it, such as rate(shop_revenue_euros_total[5m]).",
        (string)(await AnalysisHost.SendAsync(host.Viewer, "GET", "/api/v1/impact?query=sum(shop_revenue_euros_total)&from=2026-01-05T11:00:00Z")).Body!["errors"]!["query"]![0]!);

    /// <summary>Five days of sales, 2 € a second at noon; in the last hour a second slower, which halves them.</summary>
    private async Task SellAsync()
    {
        var (random, total) = (new Random(11), 0.0);
        var (sold, latency) = (new double[Steps], new double[Steps]);
        for (var step = 0; step < Steps; step++)
        {
            var slower = (step >= Steps - Slow ? 1 : 0) + (0.2 * random.NextDouble());
            latency[step] = 0.3 + slower;
            total += 300 * (1.6 + (0.5 * Math.Cos(2 * Math.PI * (step - Steps + 1) / 288)) - slower + (0.1 * random.NextDouble()));
            sold[step] = total;
        }

        await host.FeedAsync(LabelSet.Create("shop_revenue_euros_total"), Step, sold);
        await host.FeedAsync(LabelSet.Create("shop_latency_seconds"), Step, latency);
        await host.FeedAsync(LabelSet.Create("shop_shares", new Label("of", "a")), Step, latency);
        await host.FeedAsync(LabelSet.Create("shop_shares", new Label("of", "b")), Step, latency);
    }
}
