using System.Text;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Tests;

public sealed class OtlpProtobufTests
{
    [Fact]
    public void Reads_every_kind_of_point()
    {
        var metrics = OtlpText.Decode(OtlpText.Request("""
            {"name":"g","unit":"s","gauge":{"dataPoints":[{"asDouble":1.5,"timeUnixNano":"9"},{"asInt":"-3","startTimeUnixNano":"4","flags":1}]}},
            {"name":"s","sum":{"isMonotonic":true,"aggregationTemporality":2,"dataPoints":[{"asInt":5}]}},
            {"name":"h","histogram":{"aggregationTemporality":"AGGREGATION_TEMPORALITY_DELTA","dataPoints":[{"count":3,"sum":2.5,"bucketCounts":[1,2],"explicitBounds":[0.5]}]}},
            {"name":"e","exponentialHistogram":{"dataPoints":[{"count":"4","scale":-2,"zeroCount":1,"zeroThreshold":0.25,"positive":{"offset":-3,"bucketCounts":["1","300"]},"negative":{"bucketCounts":["2"]}}]}},
            {"name":"q","summary":{"dataPoints":[{"count":7,"sum":1,"quantileValues":[{"quantile":0.5,"value":3}]}]}}
            """));

        Assert.Equal(["g/s Gauge", "s/ Sum Cumulative monotonic", "h/ Histogram Delta", "e/ Exponential Unspecified", "q/ Summary Unspecified"], metrics.Metrics.Select(metric =>
            $"{Text(metrics, metric.Name)}/{Text(metrics, metric.Unit)} {metric.Kind}{(metric.Kind == OtlpKind.Gauge ? "" : $" {metric.Temporality}")}{(metric.Monotonic ? " monotonic" : "")}"));
        Assert.Equal(
            [new NumberPoint(new PointHead(default, 0, 9, false), 1.5, true), new NumberPoint(new PointHead(default, 4, 0, true), -3, true), new NumberPoint(default, 5, true)],
            metrics.Numbers);
        Assert.Equal([new HistogramPoint(default, 3, 2.5, new ListRange(0, 2), new ListRange(0, 1))], metrics.Histograms);
        Assert.Equal(
            [new ExponentialPoint(default, 4, null, -2, 1, 0.25, new ExponentialSide(-3, new ListRange(2, 2)), new ExponentialSide(0, new ListRange(4, 1)))],
            metrics.Exponentials);
        Assert.Equal([new SummaryPoint(default, 7, 1, new ListRange(1, 2))], metrics.Summaries);
        Assert.Equal([1UL, 2, 1, 300, 2], metrics.Counts);
        Assert.Equal([0.5, 0.5, 3], metrics.Doubles);
    }

    [Fact]
    public void Reads_repeated_numbers_that_are_not_packed()
    {
        using var writer = new WireWriter();
        var ends = new Stack<int>();
        foreach (var field in (int[])[1, 2, 2, 9, 1])
        {
            ends.Push(writer.Begin(field));
        }

        writer.Fixed64(6, 1);
        writer.Fixed64(7, BitConverter.DoubleToUInt64Bits(0.5));
        writer.Fixed64(6, 2);
        while (ends.TryPop(out var begun))
        {
            writer.End(begun);
        }

        var metrics = OtlpProtobuf.Decode(writer.Written, OtlpText.MaximumElements);

        Assert.Equal([1UL, 2], metrics.Counts);
        Assert.Equal([0.5], metrics.Doubles);
    }

    [Fact]
    public void Gathers_attributes_that_other_fields_interrupt()
    {
        using var writer = new WireWriter();
        var ends = new Stack<int>();
        foreach (var field in (int[])[1, 2, 2, 5, 1])
        {
            ends.Push(writer.Begin(field));
        }

        Attribute(writer, 7, "a");
        writer.Fixed64(3, 42);
        Attribute(writer, 7, "b");
        Attribute(writer, 7, "c");
        while (ends.TryPop(out var begun))
        {
            writer.End(begun);
        }

        var metrics = OtlpProtobuf.Decode(writer.Written, OtlpText.MaximumElements);

        var point = Assert.Single(metrics.Numbers);
        Assert.True(point.Head.Attributes.Spilled);
        Assert.Equal(["a", "b", "c"], Ingestion.Translation.AttributeText.Decode(metrics.Bytes(point.Head.Attributes)).Select(attribute => attribute.Key));
    }

    [Fact]
    public void The_last_kind_of_data_holds()
    {
        var metrics = OtlpText.Decode(OtlpText.Request("""{"name":"x","gauge":{"dataPoints":[{"asInt":1}]},"sum":{"dataPoints":[{"asInt":2},{"asInt":3}]}}"""));

        var metric = Assert.Single(metrics.Metrics);
        Assert.Equal((OtlpKind.Sum, new ListRange(1, 2)), (metric.Kind, metric.Points));
    }

    [Fact]
    public void Names_the_place_of_an_error()
    {
        using var writer = new WireWriter();
        var resource = writer.Begin(1);
        var scope = writer.Begin(2);
        writer.End(writer.Begin(2));
        var metric = writer.Begin(2);
        writer.Bytes(1, [0xC3, 0x28]);
        writer.End(metric);
        writer.End(scope);
        writer.End(resource);

        var refusal = Assert.Throws<MalformedPayloadException>(() => OtlpProtobuf.Decode(writer.Written, OtlpText.MaximumElements));

        Assert.Equal("The protobuf body holds text that is not UTF-8", refusal.Detail);
        Assert.Equal("byte 21, in resource_metrics[0].scope_metrics[0].metrics[1]", refusal.Where);
    }

    [Fact]
    public void Bounds_what_a_body_can_grow_to()
    {
        var request = OtlpText.Request($$$"""{"name":"x","gauge":{"dataPoints":[{{{string.Join(',', Enumerable.Repeat("{}", 100))}}}]}}""");
        using var protobuf = OtlpJson.ToProtobuf(Encoding.UTF8.GetBytes(request));

        var refusal = Assert.Throws<MalformedPayloadException>(() => OtlpProtobuf.Decode(protobuf.Written, maximumElements: 50));

        Assert.True(refusal.TooLarge);
    }

    [Fact]
    public void Bounds_the_depth_of_attribute_values()
    {
        using var writer = new WireWriter();
        var ends = new Stack<int>();
        ends.Push(writer.Begin(1));
        ends.Push(writer.Begin(1));
        ends.Push(writer.Begin(1));
        ends.Push(writer.Begin(2));
        for (var depth = 0; depth < 40; depth++)
        {
            ends.Push(writer.Begin(5));
            ends.Push(writer.Begin(1));
        }

        while (ends.TryPop(out var begun))
        {
            writer.End(begun);
        }

        var refusal = Assert.Throws<MalformedPayloadException>(() => OtlpProtobuf.Decode(writer.Written, OtlpText.MaximumElements));

        Assert.Contains("deeper", refusal.Detail, StringComparison.Ordinal);
    }

    private static void Attribute(WireWriter writer, int field, string key)
    {
        var begun = writer.Begin(field);
        writer.Bytes(1, Encoding.UTF8.GetBytes(key));
        writer.End(begun);
    }

    private static string Text(OtlpMetrics metrics, ByteRange range) => Encoding.UTF8.GetString(metrics.Bytes(range));
}
