using PerfMonitor.Analysis.Counters;

namespace PerfMonitor.Analysis.Tests.Counters;

public sealed class CounterNameTests
{
    [Theory]
    [InlineData("http_requests_total", true)]
    [InlineData("x_seconds_bucket", true)]
    [InlineData("x_seconds_count", true)]
    [InlineData("x_seconds_sum", true)]
    [InlineData("db_client_connection_count", false)]
    [InlineData("order_sum", false)]
    [InlineData("host_load1", false)]
    public void Is_that_of_a_counter_by_its_ending_and_its_siblings(string metric, bool isCounter) =>
        Assert.Equal(isCounter, CounterName.IsCounter(metric, new HashSet<string> { "x_seconds_count", "x_seconds_sum", "db_client_connection_count", "order_sum" }.Contains));
}
