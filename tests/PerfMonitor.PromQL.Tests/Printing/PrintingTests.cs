namespace PerfMonitor.PromQL.Tests.Printing;

public sealed class PrintingTests
{
    [Theory]
    [InlineData("sum(task:errors:rate10s{job=\"s\"}) BY ()", "sum(task:errors:rate10s{job=\"s\"})")]
    [InlineData("SUM(x) by (code,  job)", "sum by (code, job) (x)")]
    [InlineData("sum without(instance) (x)", "sum without (instance) (x)")]
    [InlineData("topk(5,x)", "topk(5, x)")]
    [InlineData("count_values(\"value\", x)", "count_values(\"value\", x)")]
    [InlineData("a-on()c", "a - on () c")]
    [InlineData("a-ignoring()c", "a - c")]
    [InlineData("a- on(b)  group_left(x)c", "a - on (b) group_left (x) c")]
    [InlineData("a- on(b)  group_right c", "a - on (b) group_right () c")]
    [InlineData("a > bool 1", "a > bool 1")]
    [InlineData("up>0", "up > 0")]
    [InlineData("a[ 5m ]", "a[5m]")]
    [InlineData("a[300]", "a[5m]")]
    [InlineData("a[90m:1m] offset 90s", "a[1h30m:1m] offset 1m30s")]
    [InlineData("a[5m:]", "a[5m:]")]
    [InlineData("a{b='c'} OFFSET 1m", "a{b=\"c\"} offset 1m")]
    [InlineData("a offset -7m", "a offset -7m")]
    [InlineData("a[5m] @ 10 offset 1m", "a[5m] @ 10.000 offset 1m")]
    [InlineData("a offset 1m @ start()", "a @ start() offset 1m")]
    [InlineData("a @ end()", "a @ end()")]
    [InlineData("{__name__=\"a\"}", "{__name__=\"a\"}")]
    [InlineData("{\"a.b\", c!~\"d\"}", "{\"a.b\",c!~\"d\"}")]
    [InlineData("a{b!=\"c\",d=~\"e\"}", "a{b!=\"c\",d=~\"e\"}")]
    [InlineData("sum by (\"a.b\", c) (x)", "sum by (\"a.b\", c) (x)")]
    [InlineData("-a", "-a")]
    [InlineData("+a", "+a")]
    [InlineData("((1))", "((1))")]
    [InlineData("1e3 * 0.5", "1000 * 0.5")]
    [InlineData("predict_linear(a[1h], 1h)", "predict_linear(a[1h], 1h)")]
    [InlineData("inf + NaN", "+Inf + NaN")]
    [InlineData("label_replace(a,'x','$1\\n','y',`(.*)`)", "label_replace(a, \"x\", \"$1\\n\", \"y\", \"(.*)\")")]
    [InlineData("a[step()+1m*2]", "a[step() + 1m * 2]")]
    [InlineData("a offset (1m+2m)", "a offset (1m + 2m)")]
    [InlineData("a[min(5m, step())]", "a[min_of(5m, step())]")]
    [InlineData("rate(a[5m] anchored)", "rate(a[5m] anchored)")]
    [InlineData("a + fill(0) b", "a + fill (0) b")]
    [InlineData("a + on(x) group_left fill_right(1) b", "a + on (x) group_left () fill_right (1) b")]
    public void A_query_is_printed_in_canonical_form_and_reads_back_the_same(string text, string canonical)
    {
        string printed = PromQuery.Parse(text).ToString();

        Assert.Equal(canonical, printed);
        Assert.Equal(canonical, PromQuery.Parse(printed).ToString());
    }

    [Fact]
    public void A_short_query_stays_on_one_line() => Assert.Equal("sum by (job) (rate(a[5m]))", PromQuery.Parse("sum(rate(a[5m])) by (job)").Prettify());

    [Fact]
    public void A_long_query_is_split_where_it_nests()
    {
        string text = "histogram_quantile(0.9, sum by (job, le) (rate(http_request_duration_seconds_bucket{job=\"api\", code=~\"2..\"}[10m]))) > 0.5";

        Assert.Equal(
            """
              histogram_quantile(
                0.9,
                sum by (job, le) (rate(http_request_duration_seconds_bucket{job="api",code=~"2.."}[10m]))
              )
            >
              0.5
            """.ReplaceLineEndings("\n"),
            PromQuery.Parse(text).Prettify());
    }
}
