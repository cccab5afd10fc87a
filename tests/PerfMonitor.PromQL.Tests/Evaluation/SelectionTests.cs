namespace PerfMonitor.PromQL.Tests.Evaluation;

public sealed class SelectionTests
{
    /// <summary>What an instant query at 1,000 s reads: matchers, first and last millisecond, function.</summary>
    [Theory]
    [InlineData("up", "up 700001..1000000")]
    [InlineData("up offset 1m", "up 640001..940000")]
    [InlineData("up @ 100", "up -199999..100000")]
    [InlineData("rate(up[1m])", "up 940001..1000000 rate")]
    [InlineData("rate((up[1m]))", "up 940001..1000000 rate")]
    [InlineData("rate(up[1m] @ 100 offset 10s)", "up 30001..90000 rate")]
    [InlineData("max_over_time(rate(up[1m])[10m:30s])", "up 360001..990000 rate")]
    [InlineData("max_over_time(up[10m:1m])", "up 120001..960000")]
    [InlineData("sum(rate(up[1m])) / sum(rate(up[2m]))", "up 880001..1000000 rate")]
    [InlineData("up - up offset 1h", "up 700001..1000000; up -2899999..-2600000")]
    [InlineData("up - up offset 2m", "up 580001..1000000")]
    [InlineData("up * down", "up 700001..1000000; down 700001..1000000")]
    [InlineData("info(up)", "up 700001..1000000; target_info 700001..1000000 info")]
    [InlineData("rate(up[1m] anchored)", "up 640001..1000000 rate")]
    [InlineData("rate(up[1m] smoothed)", "up 640001..1300000 rate")]
    [InlineData("1 + 2", "")]
    public void A_query_knows_what_it_will_read(string query, string selections) =>
        Assert.Equal(selections, string.Join("; ", PromQuery.Parse(query).Selections(1_000_000, 1_000_000, TimeSpan.Zero).Select(Show)));

    [Fact]
    public void A_range_query_reads_from_its_first_window_to_its_last_step()
    {
        var selections = PromQuery.Parse("rate(up[1m] offset 10s)").Selections(100_000, 205_000, TimeSpan.FromSeconds(10));

        Assert.Equal("up 30001..190000 rate", Show(Assert.Single(selections)));
        Assert.Equal((60_000, 10_000), (selections[0].RangeMs, selections[0].StepMs));
    }

    [Theory]
    [InlineData("up", true)]
    [InlineData("up offset 1m", true)]
    [InlineData("timestamp(up)", true)]
    [InlineData("up + up", true)]
    [InlineData("info(up)", true)]
    [InlineData("up - up offset 2m", false)]
    [InlineData("up + rate(up[5m])", false)]
    [InlineData("rate(up[5m])", false)]
    [InlineData("max_over_time(up[10m:1m])", false)]
    [InlineData("max_over_time((up @ 100)[10m:1m])", true)]
    public void A_query_knows_whether_the_newest_sample_of_each_series_is_all_it_looks_at(string query, bool isNewestEnough) =>
        Assert.All(PromQuery.Parse(query).Selections(1_000_000, 1_000_000, TimeSpan.Zero), selection => Assert.Equal(isNewestEnough, selection.IsNewestEnough));

    [Theory]
    [InlineData("up", 3_600_000)]
    [InlineData("up offset 10m", 600_000)]
    [InlineData("up @ 90", 90_000)]
    [InlineData("rate(up[5m])", 300_000)]
    [InlineData("rate(up[5m]) / rate(up[90s])", 30_000)]
    [InlineData("rate(up[5m] anchored)", 1)]
    [InlineData("max_over_time(up[1h:7s])", 7_000)]
    public void A_query_knows_what_the_edges_of_its_windows_are_multiples_of(string query, long alignmentMs) =>
        Assert.Equal(alignmentMs, Assert.Single(PromQuery.Parse(query).Selections(7_200_000, 18_000_000, TimeSpan.FromHours(1))).AlignmentMs);

    [Fact]
    public void The_selectors_of_a_query_are_listed()
    {
        var query = PromQuery.Parse("sum(rate(a{x=\"1\"}[5m])) > bool on() (b or c offset 5m)");

        Assert.Equal(["a", "b", "c"], query.Selectors.Select(s => s.Name));
        Assert.Equal("x=\"1\"", query.Selectors[0].Matchers[0].ToString());
    }

    private static string Show(SeriesSelection selection) =>
        $"{Assert.Single(selection.Matchers).Value} {selection.StartMs}..{selection.EndMs} {selection.Function}".TrimEnd();
}
