using System.Globalization;

namespace PerfMonitor.Peers.Workloads;

/// <summary>
/// What a fleet of hosts with a node exporter and a web service exposes, in fixed shares: 16 % constants, 8 % noise, 20 %
/// gauges with two decimals, 24 % byte counters and pages, 10 % request counters, 22 % histogram buckets.
/// </summary>
internal static class NodeMix
{
    public const string Requests = "http_requests_total";
    public const string Buckets = "http_request_duration_seconds_bucket";
    public const string Utilization = "node_cpu_utilization_percent";

    private static readonly string[] Bounds = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "10", "+Inf"];

    /// <summary>The series; the same for the same count.</summary>
    public static IReadOnlyList<MixedSeries> Create(int count)
    {
        var random = new Random(20_260_105);
        var series = new List<MixedSeries>(count);
        Add("node_filesystem_size_bytes", Movement.Constant, 16, "device");
        Add("node_entropy_ratio", Movement.Noise, 8, "source");
        Add(Utilization, Movement.TwoDecimals, 12, "cpu");
        Add("node_load1", Movement.TwoDecimals, 8, "domain");
        Add("node_network_receive_bytes_total", Movement.ByteCounter, 16, "device");
        Add("node_memory_cached_bytes", Movement.Pages, 8, "numa");
        Add(Requests, Movement.RequestCounter, 10, "handler");
        for (var i = 0; series.Count < count; i++)
        {
            var (host, job) = Place(i / Bounds.Length);
            series.Add(new MixedSeries(Movement.BucketCounter, random, ("__name__", Buckets), ("instance", host), ("job", job), ("le", Bounds[i % Bounds.Length]), ("handler", $"/api/{i / Bounds.Length}")));
        }

        return series;

        void Add(string name, Movement movement, int percent, string label)
        {
            for (var i = 0; i < count * percent / 100; i++)
            {
                var (host, job) = Place(i);
                series.Add(new MixedSeries(movement, random, ("__name__", name), ("instance", host), ("job", job), (label, i.ToString(CultureInfo.InvariantCulture))));
            }
        }
    }

    /// <summary>The selector of one series.</summary>
    public const string OneSeries = """node_load1{domain="7"}""";

    private static (string Host, string Job) Place(int index) => ($"host-{index % 100:000}.example:9100", $"job-{index % 10}");
}
