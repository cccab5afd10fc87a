using System.Text;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Testing;

namespace PerfMonitor.Ingestion.Tests;

public sealed class OtlpJsonTests
{
    [Theory]
    [InlineData("""{"asInt":"9223372036854775807"}""", 9223372036854775807.0)]
    [InlineData("""{"asInt":12}""", 12)]
    [InlineData("""{"asInt":1.2e1}""", 12)]
    [InlineData("""{"as_int":"-7"}""", -7)]
    [InlineData("""{"asDouble":"NaN"}""", double.NaN)]
    [InlineData("""{"asDouble":"Infinity"}""", double.PositiveInfinity)]
    [InlineData("""{"asDouble":"-Infinity"}""", double.NegativeInfinity)]
    [InlineData("""{"as_double":"2.5e-3"}""", 0.0025)]
    [InlineData("""{"\u0061sDouble":3,"later":{"a":[1,{"b":null}]},"exemplars":[{"traceId":"zz"}]}""", 3)]
    [InlineData("""{"asDouble":4,"attributes":null,"flags":null}""", 4)]
    public void Takes_numbers_as_proto3_writes_them(string point, double expected) =>
        Assert.Equal(expected, Assert.Single(OtlpText.Decode(OtlpText.Request($$$"""{"name":"x","gauge":{"data_points":[{{{point}}}]}}""")).Numbers).Value);

    [Theory]
    [InlineData("""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":5}]}]}]}""", "a number where a string for name belongs", "line 1, column 58")]
    [InlineData("{\n  \"resourceMetrics\": {}\n}", "an object where an array for resourceMetrics belongs", "line 2, column 22")]
    [InlineData("""{"resourceMetrics":[7]}""", "a number where an object belongs", "line 1, column 21")]
    [InlineData("[]", "an array where an object belongs", "line 1, column 1")]
    [InlineData("""{"resourceMetrics":[{]}""", "The body is not JSON: ']' is an invalid start of a property name. Expected a '\"'.", "line 1, column 22")]
    [InlineData("", "The body is not JSON: The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true.", "line 1, column 1")]
    [InlineData("""{"resourceMetrics":[]} x""", "The body is not JSON: 'x' is invalid after a single JSON value. Expected end of data.", "line 1, column 24")]
    public void Names_the_place_of_an_error(string json, string detail, string where)
    {
        var refusal = Assert.Throws<MalformedPayloadException>(() => OtlpJson.ToProtobuf(Encoding.UTF8.GetBytes(json)));

        Assert.EndsWith(detail, refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(where, refusal.Where);
    }

    [Theory]
    [InlineData("\"asInt\":1.5")]
    [InlineData("\"asInt\":\"1.0\"")]
    [InlineData("\"asInt\":\"9223372036854775808\"")]
    [InlineData("\"asDouble\":1e999")]
    [InlineData("\"asDouble\":\"inf\"")]
    [InlineData("\"asDouble\":true")]
    [InlineData("\"timeUnixNano\":-1")]
    [InlineData("\"timeUnixNano\":\"now\"")]
    [InlineData("\"flags\":4294967296")]
    [InlineData("\"attributes\":[{\"key\":\"\\ud800\"}]")]
    [InlineData("\"attributes\":[{\"value\":{\"boolValue\":1}}]")]
    [InlineData("\"attributes\":[{\"value\":{\"bytesValue\":\"%\"}}]")]
    public void Refuses_values_that_do_not_fit(string member) =>
        Assert.Throws<MalformedPayloadException>(() => OtlpText.Decode(OtlpText.Request($$$"""{"name":"x","gauge":{"dataPoints":[{{{{member}}}}]}}""")));

    [Fact]
    public void Takes_the_example_of_the_protocol()
    {
        Assert.SkipUnless(SharedData.Exists, SharedData.Missing);
        var json = File.ReadAllText(SharedData.Path("real", "otlp-json", "metrics.json"));

        var metrics = OtlpText.Decode(json);

        Assert.Equal(4, metrics.DataPoints);
        var translation = new Translation();
        var lines = translation.Lines(json, nowMs: 1_544_712_660_300);
        Assert.Equal(
        [
            """my_counter_total{job="my.service",my_counter_attr="some value",otel_scope_my_scope_attribute="some scope attribute",otel_scope_name="my.library",otel_scope_version="1.0.0"} 5 @1544712660300""",
            """my_gauge_ratio{job="my.service",my_gauge_attr="some value",otel_scope_my_scope_attribute="some scope attribute",otel_scope_name="my.library",otel_scope_version="1.0.0"} 10 @1544712660300""",
        ], lines[..2]);
        Assert.Equal(2 + 4 + 6, lines.Length);
    }

    [Theory]
    [InlineData("trace.json")]
    [InlineData("logs.json")]
    public void Finds_no_metrics_in_other_signals(string file)
    {
        Assert.SkipUnless(SharedData.Exists, SharedData.Missing);

        Assert.Equal(0, OtlpText.Decode(File.ReadAllText(SharedData.Path("real", "otlp-json", file))).DataPoints);
    }
}
