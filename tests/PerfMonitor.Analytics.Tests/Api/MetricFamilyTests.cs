using PerfMonitor.Analytics.Api;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

public sealed class MetricFamilyTests
{
    [Fact]
    public void Tells_type_and_unit_from_the_name_and_gathers_the_parts_of_a_histogram() => Assert.Equal(
        [
            "build_info: gauge '' ''",
            "cpu_seconds_total: counter 'seconds' ''",
            "latency_seconds: histogram 'seconds' ''",
            "memory_bytes: unknown 'bytes' ''",
            "queue_count: unknown '' ''",
        ],
        Families(["memory_bytes", "latency_seconds_bucket", "latency_seconds_sum", "latency_seconds_count", "cpu_seconds_total", "queue_count", "build_info"]));

    [Fact]
    public void Passes_on_what_is_told_of_a_metric_however_its_name_is_written() => Assert.Equal(
        [
            "a: gauge '' 'One.' | gauge '' 'Another.'",
            "build_info: info '' 'The build.'",
            "called_total: counter '' 'Calls.'",
            "old: unknown '' ''",
            "rpc_seconds: summary 'seconds' 'How long.'",
        ],
        Families(
            ["a", "called_total", "build_info", "rpc_seconds", "rpc_seconds_sum", "rpc_seconds_count", "old"],
            new("a", "gauge", "", "One."),
            new("a", "gauge", "", "Another."),
            new("a", "gauge", "", "One."),
            new("called", "counter", "", "Calls."),
            new("build", "info", "", "The build."),
            new("rpc_seconds", "summary", "", "How long."),
            new("old", "untyped", "", ""),
            new("gone", "gauge", "", "")));

    private static IEnumerable<string> Families(string[] metrics, params MetricInfo[] told) => MetricFamily.From(metrics, told)
        .Select(static family => $"{family.Name}: {string.Join(" | ", family.Told.Select(static info => $"{info.Type} '{info.Unit}' '{info.Help}'"))}");
}
