using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Reports;

public sealed class ReportQueriesTests
{
    [Theory]
    [InlineData(24 * 60, 288)]
    [InlineData(60, 15)]
    [InlineData(1, 15)]
    [InlineData(30 * 24 * 60, 8640)]
    [InlineData(24 * 60 + 1, 289)]
    public void Charts_have_about_three_hundred_points_but_none_closer_than_fifteen_seconds(int minutes, int stepSeconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(stepSeconds), ReportQueries.Step(Period(minutes)));
    }

    [Fact]
    public void Figures_of_the_whole_are_asked_at_its_end_and_series_along_it()
    {
        var queries = ReportQueries.For(Samples.Day).ToDictionary(query => query.Figure);

        Assert.Equal(new ReportQuery(Figure.Uptime, "avg_over_time(probe_success[86400s])"), queries[Figure.Uptime]);
        Assert.Equal(new ReportQuery(Figure.ResponseP95, "quantile_over_time(0.95, probe_duration_seconds[86400s])"), queries[Figure.ResponseP95]);
        Assert.Equal(
            new ReportQuery(Figure.NetworkSent, """sum by (instance) (rate(host_network_transmit_bytes_total{device!="lo"}[288s]))""", TimeSpan.FromSeconds(288)),
            queries[Figure.NetworkSent]);
        Assert.Equal(Enum.GetValues<Figure>().Length - 1, queries.Count);
    }

    [Fact]
    public void Windows_are_wide_enough_for_a_slow_collector_whatever_the_step()
    {
        var query = ReportQueries.For(Period(60)).Single(query => query.Figure == Figure.DiskRead);

        Assert.Equal("sum by (instance) (rate(host_disk_read_bytes_total[120s]))", query.Expression);
        Assert.Equal(TimeSpan.FromSeconds(15), query.Step);
    }

    [Theory]
    [InlineData(24 * 60, 5_760, "probe_success[86400s]", null)]
    [InlineData(24 * 60, 200_000, "probe_success[86400s]", null)]
    [InlineData(24 * 60, 200_001, "min_over_time(probe_success[60s])", 60)]
    [InlineData(30 * 24 * 60, 2_000_000, "min_over_time(probe_success[1296s])", 1296)]
    public void Single_checks_are_fetched_until_they_are_too_many(int minutes, double checks, string expression, int? stepSeconds)
    {
        var query = ReportQueries.States(Period(minutes), checks);

        Assert.Equal(expression, query.Expression);
        Assert.Equal(stepSeconds, query.Step?.TotalSeconds);
    }

    [Theory]
    [InlineData(86_400, 288, 288)]
    [InlineData(1000, 300, 100)]
    [InlineData(299, 300, 299)]
    [InlineData(300, 300, 300)]
    [InlineData(301, 300, 1)]
    public void Ranges_end_with_the_period_and_begin_within_a_step_of_its_start(int seconds, int step, int first)
    {
        var period = new ReportPeriod(Samples.From, Samples.From.AddSeconds(seconds));

        Assert.Equal(Samples.From.AddSeconds(first), ReportQueries.FirstTime(period, TimeSpan.FromSeconds(step)));
    }

    [Fact]
    public void Figures_have_names_in_words() => Assert.Equal("Response p95 over time", Figure.ResponseP95OverTime.Words());

    private static ReportPeriod Period(int minutes) => new(Samples.From, Samples.From.AddMinutes(minutes));
}
