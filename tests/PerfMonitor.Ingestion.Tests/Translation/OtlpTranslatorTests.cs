using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Translation;
using static PerfMonitor.Ingestion.Tests.OtlpText;

namespace PerfMonitor.Ingestion.Tests;

public sealed class OtlpTranslatorTests
{
    private readonly Translation _translation = new();

    [Fact]
    public void A_gauge_becomes_a_series_with_job_and_instance()
    {
        var lines = _translation.Lines(Request(
            Gauge("queue.depth", $$$"""{"asInt":"7","timeUnixNano":"{{{NowNano}}}","attributes":[{"key":"queue.name","value":{"stringValue":"mail"}}]}"""),
            resource: """{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}},{"key":"service.namespace","value":{"stringValue":"eu"}},{"key":"service.instance.id","value":{"stringValue":"i-1"}}]}"""));

        Assert.Equal([$$$"""queue_depth{instance="i-1",job="eu/shop",queue_name="mail"} 7 @{{{NowMs}}}"""], lines);
    }

    [Fact]
    public void Other_resource_attributes_go_to_target_info_once_at_the_latest_time()
    {
        var lines = _translation.Lines(Request(
            Gauge("a", Point(1, NowMs - 1_000)) + "," + Gauge("b", Point(2, NowMs)),
            resource: """{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}},{"key":"host.name","value":{"stringValue":"h1"}}]}"""));

        Assert.Equal(
        [
            $$$"""a{job="shop"} 1 @{{{NowMs - 1_000}}}""",
            $$$"""b{job="shop"} 2 @{{{NowMs}}}""",
            $$$"""target_info{host_name="h1",job="shop"} 1 @{{{NowMs}}}""",
        ], lines);
    }

    [Fact]
    public void A_scope_becomes_labels_unless_switched_off()
    {
        var request = Request(Gauge("a", Point(1)), scope: """{"name":"lib","version":"1.2","attributes":[{"key":"mascot","value":{"stringValue":"bear"}}]}""");

        Assert.Equal([$$$"""a{job="shop",otel_scope_mascot="bear",otel_scope_name="lib",otel_scope_version="1.2"} 1 @{{{NowMs}}}"""], _translation.Lines(request));
        Assert.Equal([$$$"""a{job="shop"} 1 @{{{NowMs}}}"""], new Translation(new TranslationOptions { ScopeLabels = false }).Lines(request));
    }

    [Fact]
    public void Attributes_that_become_the_same_label_share_it()
    {
        var lines = _translation.Lines(Request(Gauge("a", $$$"""
            {"asInt":1,"timeUnixNano":"{{{NowNano}}}","attributes":[
                {"key":"x_y","value":{"stringValue":"second"}},{"key":"x.y","value":{"stringValue":"first"}},{"key":"job","value":{"stringValue":"mine"}}]}
            """)));

        Assert.Equal([$$$"""a{job="shop",x_y="first;second"} 1 @{{{NowMs}}}"""], lines);
    }

    [Theory]
    [InlineData("""{"boolValue":true}""", "true")]
    [InlineData("""{"intValue":"-12"}""", "-12")]
    [InlineData("""{"doubleValue":0.25}""", "0.25")]
    [InlineData("""{"bytesValue":"AQID"}""", "AQID")]
    [InlineData("""{"arrayValue":{"values":[{"stringValue":"a"},{"intValue":1},{"doubleValue":"NaN"},{}]}}""", "[\\\"a\\\",1,\\\"NaN\\\",null]")]
    [InlineData("""{"kvlistValue":{"values":[{"key":"k","value":{"arrayValue":{"values":[{"boolValue":false}]}}}]}}""", "{\\\"k\\\":[false]}")]
    public void An_attribute_value_of_any_type_becomes_text(string value, string expected)
    {
        var lines = _translation.Lines(Request(Gauge("a", $$$"""{"asInt":1,"timeUnixNano":"{{{NowNano}}}","attributes":[{"key":"k","value":{{{value}}}}]}""")));

        Assert.Equal([$$$"""a{job="shop",k="{{{expected}}}"} 1 @{{{NowMs}}}"""], lines);
    }

    [Fact]
    public void Cumulative_sums_pass_and_delta_sums_add_up()
    {
        Assert.Equal([$$$"""requests_total{job="shop"} 5 @{{{NowMs}}}"""], _translation.Lines(Request(Sum("requests", 2, true, Point(5)))));
        Assert.Equal([$$$"""jobs_total{job="shop"} 5 @{{{NowMs}}}"""], _translation.Lines(Request(Sum("jobs", 1, true, Point(5)))));
        Assert.Equal([$$$"""jobs_total{job="shop"} 7 @{{{NowMs + 1}}}"""], _translation.Lines(Request(Sum("jobs", 1, true, Point(2, NowMs + 1)))));
        Assert.Equal([$$$"""jobs_total{job="shop"} 7 @{{{NowMs + 1}}}"""], _translation.Lines(Request(Sum("jobs", 1, true, Point(2, NowMs + 1)))));
        Assert.Equal([$$$"""level{job="shop"} -3 @{{{NowMs}}}"""], _translation.Lines(Request(Sum("level", 1, false, Point(-3)))));
    }

    [Fact]
    public void A_late_delta_point_is_refused_and_the_rest_of_the_request_taken()
    {
        for (var i = 0; i < 8; i++)
        {
            _translation.Translate(Request(Sum("jobs", 1, true, Point(1, NowMs + i))));
        }

        var intake = _translation.Translate(Request(Sum("jobs", 1, true, Point(1, NowMs - 5), Point(1, NowMs + 9))));

        Assert.Equal([$$$"""jobs_total{job="shop"} 9 @{{{NowMs + 9}}}"""], Lines(intake));
        Assert.Equal([(RefusalReason.DeltaOutOfOrder, 1)], intake.Reasons);
    }

    [Fact]
    public void A_histogram_becomes_buckets_sum_and_count()
    {
        var lines = _translation.Lines(Request(Histogram("latency", "s", 2, $$$"""{"timeUnixNano":"{{{NowNano}}}","count":"6","sum":1.5,"bucketCounts":["1","2","3"],"explicitBounds":[0.1,1]}""")));

        Assert.Equal(
        [
            $$$"""latency_seconds_count{job="shop"} 6 @{{{NowMs}}}""",
            $$$"""latency_seconds_bucket{job="shop",le="+Inf"} 6 @{{{NowMs}}}""",
            $$$"""latency_seconds_bucket{job="shop",le="0.1"} 1 @{{{NowMs}}}""",
            $$$"""latency_seconds_bucket{job="shop",le="1"} 3 @{{{NowMs}}}""",
            $$$"""latency_seconds_sum{job="shop"} 1.5 @{{{NowMs}}}""",
        ], lines);
    }

    [Fact]
    public void Delta_histograms_add_up()
    {
        _translation.Translate(Request(Histogram("latency", "s", 1, $$$"""{"timeUnixNano":"{{{NowNano}}}","count":"3","sum":1,"bucketCounts":["1","2"],"explicitBounds":[1]}""")));
        var lines = _translation.Lines(Request(Histogram("latency", "s", 1, $$$"""{"timeUnixNano":"{{{Nano(NowMs + 10)}}}","count":"4","sum":2,"bucketCounts":["4","0"],"explicitBounds":[1]}""")));

        Assert.Equal(
        [
            $$$"""latency_seconds_count{job="shop"} 7 @{{{NowMs + 10}}}""",
            $$$"""latency_seconds_bucket{job="shop",le="+Inf"} 7 @{{{NowMs + 10}}}""",
            $$$"""latency_seconds_bucket{job="shop",le="1"} 5 @{{{NowMs + 10}}}""",
            $$$"""latency_seconds_sum{job="shop"} 3 @{{{NowMs + 10}}}""",
        ], lines);
    }

    [Fact]
    public void A_histogram_without_buckets_or_sum_has_a_count()
    {
        var lines = _translation.Lines(Request(Histogram("latency", "", 2, $$$"""{"timeUnixNano":"{{{NowNano}}}","count":"6"}""")));

        Assert.Equal([$$$"""latency_count{job="shop"} 6 @{{{NowMs}}}""", $$$"""latency_bucket{job="shop",le="+Inf"} 6 @{{{NowMs}}}"""], lines);
    }

    [Fact]
    public void An_exponential_histogram_becomes_classic_buckets()
    {
        var lines = _translation.Lines(Request($$$"""
            {"name":"size","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[
                {"timeUnixNano":"{{{NowNano}}}","count":"6","sum":12,"scale":0,"zeroCount":"1","positive":{"offset":1,"bucketCounts":["0","2","3"]}}]}}
            """));

        Assert.Equal(
        [
            $$$"""size_count{job="shop"} 6 @{{{NowMs}}}""",
            $$$"""size_bucket{job="shop",le="+Inf"} 6 @{{{NowMs}}}""",
            $$$"""size_bucket{job="shop",le="0"} 1 @{{{NowMs}}}""",
            $$$"""size_bucket{job="shop",le="4"} 1 @{{{NowMs}}}""",
            $$$"""size_bucket{job="shop",le="8"} 3 @{{{NowMs}}}""",
            $$$"""size_bucket{job="shop",le="16"} 6 @{{{NowMs}}}""",
            $$$"""size_sum{job="shop"} 12 @{{{NowMs}}}""",
        ], lines);
    }

    [Fact]
    public void Delta_exponential_histograms_add_up_over_changing_ranges()
    {
        string Delta(long ms, int offset, int count) => Request($$$"""
            {"name":"size","exponentialHistogram":{"aggregationTemporality":1,"dataPoints":[
                {"timeUnixNano":"{{{Nano(ms)}}}","count":"{{{count}}}","scale":0,"positive":{"offset":{{{offset}}},"bucketCounts":["{{{count}}}"]}}]}}
            """);
        _translation.Translate(Delta(NowMs, offset: 0, count: 2));

        var lines = _translation.Lines(Delta(NowMs + 1, offset: 2, count: 5));

        Assert.Equal(
        [
            $$$"""size_count{job="shop"} 7 @{{{NowMs + 1}}}""",
            $$$"""size_bucket{job="shop",le="+Inf"} 7 @{{{NowMs + 1}}}""",
            $$$"""size_bucket{job="shop",le="1"} 0 @{{{NowMs + 1}}}""",
            $$$"""size_bucket{job="shop",le="2"} 2 @{{{NowMs + 1}}}""",
            $$$"""size_bucket{job="shop",le="4"} 2 @{{{NowMs + 1}}}""",
            $$$"""size_bucket{job="shop",le="8"} 7 @{{{NowMs + 1}}}""",
        ], lines);
    }

    [Fact]
    public void A_summary_becomes_quantiles_sum_and_count()
    {
        var lines = _translation.Lines(Request($$$"""
            {"name":"wait","unit":"ms","summary":{"dataPoints":[{"timeUnixNano":"{{{NowNano}}}","count":"4","sum":20,
                "quantileValues":[{"quantile":0.5,"value":4},{"quantile":0.99,"value":9.5}]}]}}
            """));

        Assert.Equal(
        [
            $$$"""wait_milliseconds_count{job="shop"} 4 @{{{NowMs}}}""",
            $$$"""wait_milliseconds_sum{job="shop"} 20 @{{{NowMs}}}""",
            $$$"""wait_milliseconds{job="shop",quantile="0.5"} 4 @{{{NowMs}}}""",
            $$$"""wait_milliseconds{job="shop",quantile="0.99"} 9.5 @{{{NowMs}}}""",
        ], lines);
    }

    [Fact]
    public void A_point_without_a_recorded_value_ends_its_series()
    {
        _translation.Translate(Request(Histogram("latency", "", 2, $$$"""{"timeUnixNano":"{{{NowNano}}}","count":"3","sum":1,"bucketCounts":["1","2"],"explicitBounds":[1]}""")));

        Assert.Equal([$$$"""a{job="shop"} stale @{{{NowMs}}}"""], _translation.Lines(Request(Gauge("a", $$$"""{"timeUnixNano":"{{{NowNano}}}","flags":1}"""))));
        Assert.Equal(
        [
            $$$"""latency_bucket{job="shop",le="1"} stale @{{{NowMs + 5}}}""",
            $$$"""latency_bucket{job="shop",le="+Inf"} stale @{{{NowMs + 5}}}""",
            $$$"""latency_count{job="shop"} stale @{{{NowMs + 5}}}""",
            $$$"""latency_sum{job="shop"} stale @{{{NowMs + 5}}}""",
        ], _translation.Lines(Request(Histogram("latency", "", 2, $$$"""{"timeUnixNano":"{{{Nano(NowMs + 5)}}}","flags":1}"""))));
    }

    public static TheoryData<string, string> RefusedMetrics => new()
    {
        { Gauge("a", """{"asInt":1}"""), "BadTimestamp" },
        { Gauge("a", Point(1, NowMs - 90_000_000)), "TooOld" },
        { Gauge("a", Point(1, NowMs + 700_000)), "TooFarInFuture" },
        { Gauge("a", $$$"""{"timeUnixNano":"{{{NowNano}}}"}"""), "BadValue" },
        { Gauge("€", Point(1)), "BadMetricName" },
        { Gauge(new string('x', 201), Point(1)), "BadMetricName" },
        { Gauge("a", $$$"""{"asInt":1,"timeUnixNano":"{{{NowNano}}}","attributes":[{"key":"k","value":{"stringValue":"{{{new string('v', 2_049)}}}"}}]}"""), "LabelTooLong" },
        { Gauge("a", $$$"""{"asInt":1,"timeUnixNano":"{{{NowNano}}}","attributes":[{"key":"","value":{"stringValue":"v"}}]}"""), "BadLabelName" },
        { Gauge("a", $$$"""{"asInt":1,"timeUnixNano":"{{{NowNano}}}","attributes":[{{{Attributes(41)}}}]}"""), "TooManyLabels" },
        { Sum("a", 0, true, Point(1)), "BadTemporality" },
        { Histogram("a", "", 0, $$$"""{"timeUnixNano":"{{{NowNano}}}","count":"1"}"""), "BadTemporality" },
        { Histogram("a", "", 2, $$$"""{"timeUnixNano":"{{{NowNano}}}","count":"1","bucketCounts":["1"],"explicitBounds":[1]}"""), "BadHistogram" },
        { Histogram("a", "", 2, $$$"""{"timeUnixNano":"{{{NowNano}}}","count":"1","bucketCounts":["1","0","0"],"explicitBounds":[2,1]}"""), "BadHistogram" },
        { Histogram("a", "", 2, $$$"""{"timeUnixNano":"{{{NowNano}}}","count":"1","bucketCounts":["1","0"],"explicitBounds":["NaN"]}"""), "BadHistogram" },
        { Exponential("""{"scale":21,"positive":{"offset":0,"bucketCounts":["1"]}"""), "BadHistogram" },
        { Exponential("""{"scale":0,"positive":{"offset":2147483647,"bucketCounts":["1"]}"""), "BadHistogram" },
        { Exponential("""{"scale":0,"zeroThreshold":-1"""), "BadHistogram" },
    };

    [Theory]
    [MemberData(nameof(RefusedMetrics))]
    public void A_point_that_cannot_be_taken_is_refused_with_its_reason(string metric, string reason)
    {
        var intake = _translation.Translate(Request(metric + "," + Gauge("fine", Point(1))));

        Assert.Equal([(Enum.Parse<RefusalReason>(reason), 1)], intake.Reasons);
        Assert.Equal([$$$"""fine{job="shop"} 1 @{{{NowMs}}}"""], Lines(intake));
        Assert.Equal((1, 1), (intake.Accepted, intake.Refused));
    }

    [Fact]
    public void Two_values_for_one_moment_are_told_apart()
    {
        var intake = _translation.Translate(Request(Gauge("a", Point(1), Point(1), Point(2))));

        Assert.Equal([$$$"""a{job="shop"} 1 @{{{NowMs}}}"""], Lines(intake));
        Assert.Equal((2, 1), (intake.Accepted, intake.Refused));
        Assert.Equal([(RefusalReason.Duplicate, 1)], intake.Reasons);
    }

    [Fact]
    public void The_cache_changes_nothing_but_the_work()
    {
        var small = new Translation(new TranslationOptions { MaximumCachedSeries = 1_000 });
        for (var round = 0; round < 3; round++)
        {
            var request = Request(Gauge("a", [.. Enumerable.Range(0, 700).Select(i => $$$"""{"asInt":{{{i}}},"timeUnixNano":"{{{Nano(NowMs + round)}}}","attributes":[{"key":"k","value":{"intValue":{{{i}}}}}]}""")]));
            Assert.Equal(_translation.Lines(request), small.Lines(request));
            Assert.True(small.Cache.Count <= 1_001);
        }
    }

    [Fact]
    public void A_series_let_go_is_admitted_anew()
    {
        _translation.Translate(Request(Gauge("a", Point(1))));
        Assert.Equal(1, _translation.Catalogue.Sweep(NowMs + 3_600_001));

        _translation.Translate(Request(Gauge("a", Point(1, NowMs + 3_600_001))), NowMs + 3_600_001);

        Assert.Equal(1, _translation.Catalogue.Count);
    }

    private static string Attributes(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $$$"""{"key":"k{{{i}}}","value":{"intValue":1}}"""));

    private static string Nano(long ms) => $"{ms}000000";

    private static string Point(double value, long ms = NowMs) => $$$"""{"asDouble":{{{value.ToString(System.Globalization.CultureInfo.InvariantCulture)}}},"timeUnixNano":"{{{Nano(ms)}}}"}""";

    private static string Gauge(string name, params string[] points) => $$$"""{"name":"{{{name}}}","gauge":{"dataPoints":[{{{string.Join(',', points)}}}]}}""";

    private static string Sum(string name, int temporality, bool monotonic, params string[] points) =>
        $$$"""{"name":"{{{name}}}","sum":{"aggregationTemporality":{{{temporality}}},"isMonotonic":{{{(monotonic ? "true" : "false")}}},"dataPoints":[{{{string.Join(',', points)}}}]}}""";

    private static string Histogram(string name, string unit, int temporality, params string[] points) =>
        $$$"""{"name":"{{{name}}}","unit":"{{{unit}}}","histogram":{"aggregationTemporality":{{{temporality}}},"dataPoints":[{{{string.Join(',', points)}}}]}}""";

    private static string Exponential(string beginning) =>
        $$$"""{"name":"a","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[{{{beginning}}},"timeUnixNano":"{{{NowNano}}}","count":"1"}]}}""";
}
