using System.Globalization;
using System.Text;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Tests;

public sealed class SampleJsonTests
{
    private const string One = """{"metric":"up","labels":{"job":"a"},"value":1,"timestamp":1767614400000}""";

    [Theory]
    [InlineData(One)]
    [InlineData("\uFEFF" + One)]
    [InlineData("  " + One + "\n")]
    [InlineData("[" + One + "]")]
    [InlineData("{\"samples\":[" + One + "]}")]
    public void Reads_one_sample_in_any_wrapping(string body)
    {
        var samples = SampleJson.Parse(Encoding.UTF8.GetBytes(body), lines: false, 10);

        Assert.Equal(["0: up{job=\"a\"} 1 @1767614400000"], Lines(body, samples));
        Assert.False(samples.ByLine);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_samples_by_line(bool declared)
    {
        var body = $"{One}\r\n\n{One.Replace("up", "down", StringComparison.Ordinal)}\n";

        var samples = SampleJson.Parse(Encoding.UTF8.GetBytes(body), declared, 10);

        Assert.True(samples.ByLine);
        Assert.Equal(["1: up{job=\"a\"} 1 @1767614400000", "3: down{job=\"a\"} 1 @1767614400000"], Lines(body, samples));
    }

    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData("-0.0", "-0")]
    [InlineData("\"NaN\"", "NaN")]
    [InlineData("\"+Inf\"", "Infinity")]
    [InlineData("\"-Inf\"", "-Infinity")]
    public void Reads_every_value_prometheus_stores(string value, string expected) =>
        Assert.Equal(expected, Assert.Single(Parse($$"""{"metric":"a","value":{{value}}}""").Samples).Value.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("", null)]
    [InlineData(",\"timestamp\":null", null)]
    [InlineData(",\"timestamp\":1767614400000.9", 1_767_614_400_000)]
    [InlineData(",\"timestamp\":1.7676144e12", 1_767_614_400_000)]
    [InlineData(",\"timestamp\":\"2026-01-05T12:00:00Z\"", 1_767_614_400_000)]
    [InlineData(",\"timestamp\":\"2026-01-05T13:00:00.250+01:00\"", 1_767_614_400_250)]
    [InlineData(",\"timestamp\":\"2026-01-05T12:00:00.250123456Z\"", 1_767_614_400_250)]
    public void Reads_the_time(string member, long? expected) =>
        Assert.Equal(expected, Assert.Single(Parse($$$"""{"metric":"a","value":1{{{member}}}}""").Samples).TimestampMs);

    [Theory]
    [InlineData("""{"metric":"a","value":null}""", "BadValue")]
    [InlineData("""{"metric":"a","value":"12"}""", "BadValue")]
    [InlineData("""{"metric":"a","value":"Infinity"}""", "BadValue")]
    [InlineData("""{"metric":"a","value":1e999}""", "BadValue")]
    [InlineData("""{"metric":"a","value":[1]}""", "BadValue")]
    [InlineData("""{"metric":"a","value":true}""", "BadValue")]
    [InlineData("""{"metric":"a"}""", "BadSample")]
    [InlineData("""{"value":1}""", "BadSample")]
    [InlineData("""{"metric":7,"value":1}""", "BadMetricName")]
    [InlineData("""{"metric":"a","value":1,"labels":[]}""", "BadSample")]
    [InlineData("""{"metric":"a","value":1,"timestmap":1}""", "BadSample")]
    [InlineData("""{"metric":"a","value":1,"timestamp":"yesterday"}""", "BadTimestamp")]
    [InlineData("""{"metric":"a","value":1,"timestamp":"2026-01-05T12:00:00"}""", "BadTimestamp")]
    [InlineData("""{"metric":"a","value":1,"timestamp":{}}""", "BadTimestamp")]
    [InlineData("""{"metric":"a","value":1,"timestamp":1e300}""", "BadTimestamp")]
    [InlineData("7", "BadSample")]
    [InlineData("[[]]", "BadSample")]
    public void Refuses_just_the_sample_that_is_wrong(string sample, string reason)
    {
        var samples = Parse($"[{One},{sample},{One}]");

        Assert.Equal([0, 2], samples.Samples.Select(taken => taken.Index));
        var refused = Assert.Single(samples.Refused);
        Assert.Equal((1, Enum.Parse<RefusalReason>(reason)), (refused.Index, refused.Refusal.Reason));
    }

    [Theory]
    [InlineData("""{"metric":"a","value":1""", "line 1, column 24")]
    [InlineData("[{\"metric\":\"a\",\n\"value\":+1}]", "line 2, column 9")]
    [InlineData("""{"samples":{}}""", "line 1, column 12")]
    [InlineData("""{"samples":[],"more":1}""", "line 1, column 15")]
    [InlineData("\"text\"", "line 1, column 1")]
    [InlineData("   ", "line 1, column 1")]
    [InlineData("{\"metric\":\"a\",\"value\":\"\\ud800\"}", "line 1, column 23")]
    public void Refuses_the_body_that_is_no_json(string body, string where) =>
        Assert.Equal(where, Assert.Throws<MalformedPayloadException>(() => Parse(body)).Where);

    [Theory]
    [InlineData("{\"metric\":\"a\",")]
    [InlineData("{\"metric\":\"a\",\"value\":1} {\"metric\":\"b\",\"value\":1}")]
    [InlineData("{\"metric\":\"a\",\"value\":1} x")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("{\"metric\":\"a\",\"value\":\"\\ud800\"}")]
    public void A_broken_line_spoils_only_itself(string line)
    {
        var body = $"{One}\n{line}\n{One}";

        var samples = SampleJson.Parse(Encoding.UTF8.GetBytes(body), lines: true, 10);

        Assert.Equal([1, 3], samples.Samples.Select(sample => sample.Index));
        Assert.Equal(2, Assert.Single(samples.Refused).Index);
    }

    [Fact]
    public void Takes_a_bounded_number_of_samples() =>
        Assert.True(Assert.Throws<MalformedPayloadException>(() => SampleJson.Parse(Encoding.UTF8.GetBytes($"[{One},{One},{One}]"), lines: false, maximumSamples: 2)).TooLarge);

    [Theory]
    [InlineData("""{"a":1}""", "BadLabelValue")]
    [InlineData("""{"a":null}""", "BadLabelValue")]
    [InlineData("""{"a":{"b":"c"}}""", "BadLabelValue")]
    [InlineData("""{"a":"1","a":"2"}""", "BadLabelName")]
    [InlineData("""{"__name__":"x"}""", "BadLabelName")]
    [InlineData("{\"a\":\"\\ud800\"}", "BadLabelValue")]
    [InlineData("{\"\\udc00\":\"1\"}", "BadLabelValue")]
    public void Labels_are_strings_each_given_once(string labels, string reason)
    {
        Assert.Null(LabelsJson.Decode("\"up\""u8, Encoding.UTF8.GetBytes(labels), out var refusal));
        Assert.Equal(Enum.Parse<RefusalReason>(reason), refusal.Reason);
    }

    private static ParsedSamples Parse(string body) => SampleJson.Parse(Encoding.UTF8.GetBytes(body), lines: false, 10);

    private static IEnumerable<string> Lines(string body, ParsedSamples samples)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return samples.Samples.Select(sample =>
        {
            var labels = LabelsJson.Decode(bytes.AsSpan(sample.Metric.Start, sample.Metric.Length), bytes.AsSpan(sample.Labels.Start, sample.Labels.Length), out _);
            return $"{sample.Index}: {labels} {sample.Value.ToString(CultureInfo.InvariantCulture)} @{sample.TimestampMs}";
        });
    }
}
