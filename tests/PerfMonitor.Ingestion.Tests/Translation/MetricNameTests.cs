using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Ingestion.Translation;

namespace PerfMonitor.Ingestion.Tests;

public sealed class MetricNameTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", "Histogram", false, "http_server_request_duration_seconds")]
    [InlineData("http.requests", "1", "Sum", true, "http_requests_total")]
    [InlineData("http.requests", "{request}", "Sum", true, "http_requests_total")]
    [InlineData("requests_total", "", "Sum", true, "requests_total")]
    [InlineData("total.requests", "", "Sum", true, "requests_total")]
    [InlineData("active.connections", "", "Sum", false, "active_connections")]
    [InlineData("cpu.usage", "1", "Gauge", false, "cpu_usage_ratio")]
    [InlineData("cpu_usage_ratio", "1", "Gauge", false, "cpu_usage_ratio")]
    [InlineData("cpu.usage", "%", "Gauge", false, "cpu_usage_percent")]
    [InlineData("items", "1", "Sum", false, "items")]
    [InlineData("response_time_seconds", "s", "Gauge", false, "response_time_seconds")]
    [InlineData("process.cpu.seconds", "s", "Sum", true, "process_cpu_seconds_total")]
    [InlineData("throughput", "By/s", "Gauge", false, "throughput_bytes_per_second")]
    [InlineData("requests", "1/s", "Gauge", false, "requests_per_second")]
    [InlineData("metric", " By / s ", "Gauge", false, "metric_bytes_per_second")]
    [InlineData("metric", "By/", "Gauge", false, "metric_bytes")]
    [InlineData("metric", "/", "Gauge", false, "metric")]
    [InlineData("custom", "By/{thing}", "Gauge", false, "custom_bytes")]
    [InlineData("custom_metric", "unit@with#special/chars", "Gauge", false, "custom_metric_unit_with_special_per_chars")]
    [InlineData("metric__with__underscores", "unit__too", "Gauge", false, "metric_with_underscores_unit_too")]
    [InlineData("123metric", "", "Gauge", false, "_123metric")]
    [InlineData("job:rate:sum", "", "Gauge", false, "job:rate:sum")]
    [InlineData("größe.der.datei", "By", "Gauge", false, "gr_e_der_datei_bytes")]
    [InlineData("@#$%", "s", "Gauge", false, "")]
    [InlineData("", "s", "Gauge", false, "")]
    public void Follows_the_compatibility_specification(string name, string unit, string kind, bool monotonic, string expected) =>
        Assert.Equal(expected, MetricName.Of(name, unit, Enum.Parse<OtlpKind>(kind), monotonic));

    [Theory]
    [InlineData("http.method", "http_method")]
    [InlineData("9lives", "key_9lives")]
    [InlineData("_private", "key_private")]
    [InlineData("__name__", "key_name_")]
    [InlineData("a..b", "a_b")]
    [InlineData("ü", "key_")]
    [InlineData("", "")]
    public void Of_an_attribute_is_a_legal_label(string attribute, string expected) => Assert.Equal(expected, LabelName.Of(attribute));
}
