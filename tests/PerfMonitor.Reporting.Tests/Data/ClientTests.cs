using System.Net;
using PerfMonitor.Reporting.Data;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Data;

public sealed class ClientTests
{
    private const string Empty = """{"status":"success","data":{"resultType":"vector","result":[]}}""";
    private static readonly ReportQuery Query = new(Figure.Uptime, "avg_over_time(up[5m])");

    [Fact]
    public async Task Questions_about_the_whole_are_asked_at_the_end_of_the_period()
    {
        var analytics = StandIn.Answering(HttpStatusCode.OK, Empty);

        await new PrometheusClient(analytics.Client).AskAsync(Query, Samples.Day, TestContext.Current.CancellationToken);

        Assert.Equal([("POST /api/v1/query", "query=avg_over_time%28up%5B5m%5D%29&time=1763769600")], analytics.Requests);
    }

    [Fact]
    public async Task Questions_with_a_step_are_asked_along_it()
    {
        var analytics = StandIn.Answering(HttpStatusCode.OK, Empty);

        await new PrometheusClient(analytics.Client).AskAsync(Query with { Step = TimeSpan.FromSeconds(288) }, Samples.Day, TestContext.Current.CancellationToken);

        Assert.Equal([("POST /api/v1/query_range", "query=avg_over_time%28up%5B5m%5D%29&start=1763683488&end=1763769600&step=288")], analytics.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task A_question_that_is_refused_is_named(HttpStatusCode status)
    {
        var analytics = StandIn.Answering(status, "parse error");

        var refusal = await Assert.ThrowsAsync<DataRefusedException>(() => new PrometheusClient(analytics.Client).AskAsync(Query, Samples.Day, TestContext.Current.CancellationToken));
        Assert.Equal($"The query 'avg_over_time(up[5m])' was not answered. analytics answered {(int)status} to /api/v1/query: parse error", refusal.Message);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_service_in_trouble_is_asked_again(HttpStatusCode status)
    {
        var alerting = StandIn.Answering(status, "");

        var failure = await Assert.ThrowsAsync<DataUnavailableException>(() => new AlertsClient(alerting.Client).AlertsAsync(Samples.Day, TestContext.Current.CancellationToken));
        Assert.Equal($"alerting answered {(int)status} to /api/alerts: (no body)", failure.Message);
    }

    [Fact]
    public async Task A_service_that_is_away_is_asked_again()
    {
        var analytics = new StandIn((_, _) => throw new HttpRequestException("Connection refused"));

        var failure = await Assert.ThrowsAsync<DataUnavailableException>(() => new PrometheusClient(analytics.Client).AskAsync(Query, Samples.Day, TestContext.Current.CancellationToken));
        Assert.Equal("analytics at http://service.test/ cannot be reached: Connection refused", failure.Message);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_asked_again()
    {
        var analytics = new StandIn((_, _) => throw new TaskCanceledException("timeout"));

        var failure = await Assert.ThrowsAsync<DataUnavailableException>(() => new PrometheusClient(analytics.Client).AskAsync(Query, Samples.Day, TestContext.Current.CancellationToken));
        Assert.Equal("analytics at http://service.test/ did not answer within 100 s.", failure.Message);
    }

    [Fact]
    public async Task Alerts_of_every_state_are_read()
    {
        var alerting = StandIn.Answering(HttpStatusCode.OK, """
            {"alerts":[{"fingerprint":"f1","name":"TargetDown","severity":"critical","state":"resolved","labels":{"target":"shop"},"annotations":{"summary":"s"},
            "value":"NaN","threshold":1,"startsAt":"2025-11-21T08:00:00Z","endsAt":"2025-11-21T08:12:00Z","acknowledgedBy":"ada","acknowledgedAt":"2025-11-21T08:03:00+00:00","note":null,"notifications":[{"channel":"mail"}]},
            {"fingerprint":"f2","name":"X","severity":"info","state":"firing","labels":{},"annotations":{},"value":2,"threshold":null,"startsAt":"2025-11-21T09:00:00Z","endsAt":null,"acknowledgedBy":null,"acknowledgedAt":null}]}
            """);

        var answer = await new AlertsClient(alerting.Client).AlertsAsync(Samples.Day, TestContext.Current.CancellationToken);

        Assert.Equal("GET /api/alerts?state=all&from=2025-11-21T00:00:00.000Z&to=2025-11-22T00:00:00.000Z&limit=1000", Assert.Single(alerting.Requests).Line);
        Assert.False(answer.IsCut);
        Assert.Equal(["f1", "f2"], answer.Alerts.Select(alert => alert.Fingerprint));
        var first = answer.Alerts[0];
        Assert.Equal((double.NaN, 1.0, "ada", "shop"), (first.Value, first.Threshold, first.AcknowledgedBy, first.Labels["target"]));
        Assert.Equal(TimeSpan.FromMinutes(12), first.EndsAt - first.StartsAt);
        Assert.Null(answer.Alerts[1].EndsAt);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("""{"alerts":[{"name":"no fingerprint"}]}""")]
    public void What_is_no_list_of_alerts_may_become_one_later(string body) =>
        Assert.Throws<DataUnavailableException>(() => AlertsClient.Read(System.Text.Encoding.UTF8.GetBytes(body)));
}
