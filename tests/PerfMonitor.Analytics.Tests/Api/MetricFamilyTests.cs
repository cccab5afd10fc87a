using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Tests.Api;

public sealed class MetricFamilyTests
{
    [Fact]
    public void Tells_type_and_unit_from_the_name_and_gathers_the_parts_of_a_histogram() => Assert.Equal(
        [
            new("build_info", "gauge", ""),
            new("cpu_seconds_total", "counter", "seconds"),
            new("latency_seconds", "histogram", "seconds"),
            new("memory_bytes", "unknown", "bytes"),
            new("queue_count", "unknown", ""),
        ],
        MetricFamily.From(["memory_bytes", "latency_seconds_bucket", "latency_seconds_sum", "latency_seconds_count", "cpu_seconds_total", "queue_count", "build_info"]));
}
