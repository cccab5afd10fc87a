using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Tests.Query;

public sealed class BareCounterTests
{
    [Theory]
    [InlineData("requests_total", "requests_total")]
    [InlineData("requests_total{job=\"a\"} offset 5m", "requests_total")]
    [InlineData("{__name__=\"requests_total\"}", "requests_total")]
    [InlineData("sum by (job) (topk(3, (requests_total)))", "requests_total")]
    [InlineData("x_seconds_bucket", "x_seconds_bucket")]
    [InlineData("rate(requests_total[5m])", null)]
    [InlineData("sum(increase(requests_total[5m]))", null)]
    [InlineData("requests_total - requests_total offset 5m", null)]
    [InlineData("count(requests_total)", null)]
    [InlineData("queue_length", null)]
    [InlineData("connections_count", null)]
    [InlineData("{__name__=~\".+_total\"}", null)]
    [InlineData("1", null)]
    public void Is_a_counter_or_several_of_it_taken_together(string expression, string? counter) =>
        Assert.Equal(counter, BareCounter.In(PromQuery.Parse(expression).Expression));

    [Fact]
    public void Is_refused_with_how_to_ask_where_a_level_is_needed()
    {
        var errors = new FieldErrors();

        errors.RequireLevel("requests_total", "query", 100);
        errors.RequireLevel("rate(requests_total[5m])", "other", 100);

        Assert.Equal(
            "'requests_total' is a counter: it grows as long as its process runs, and begins at 0 with the next one. Ask for what came of it, such as rate(requests_total[5m]).",
            Assert.Single(Assert.Single(errors.All).Value));
    }
}
