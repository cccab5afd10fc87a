using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;
using PerfMonitor.Web.Live.Overview;
using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.Tests.Live.Overview;

/// <summary>The queries as the real query language answers them.</summary>
public class OverviewQueriesTests
{
    private const long Now = 1_800_000_000_000;
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly MemorySeriesSource _source = new();

    [Fact]
    public async Task Reads_every_number_from_its_series()
    {
        EachSecond("perfmonitor_samples_accepted_total", second => 500 * second);
        EachSecond("host_memory_used_bytes", _ => 512 * 1048576.0);
        EachSecond("host_memory_total_bytes", _ => 2048 * 1048576.0);
        EachSecond("host_cpu_utilization_ratio", _ => 0.375);
        EachSecond("host_cpu_core_utilization_ratio", _ => 0.25, new Label("cpu", "0"));
        EachSecond("host_cpu_core_utilization_ratio", _ => 0.5, new Label("cpu", "1"));
        Probe("shop", (45, 0.100, 1, 200), (15, 0.300, 1, 200));
        Probe("api", (30, 0.200, 0, 0));

        var reading = await ReadAsync();

        Assert.Equal([25, 50], reading.Point.Cores!);
        Assert.Equal(
            new OverviewPoint(Now)
            {
                Throughput = 500,
                Latency = 200,
                LatencyP95 = 285.5,
                Memory = 512,
                MemoryTotal = 2048,
                Cpu = 37.5,
                ErrorRate = 0.5,
                ActiveConnections = 1,
                Uptime = 0.5,
            },
            Rounded(reading.Point with { Cores = null }));
        Assert.Equal(
            [new TargetState("api", "web", "https://api.example", false, 200, null), new TargetState("shop", "web", "https://shop.example", true, 300, 200)],
            reading.Targets);
    }

    [Fact]
    public async Task Where_nothing_is_probed_failed_requests_are_the_errors()
    {
        EachSecond("perfmonitor_requests_total", second => 9 * second, new Label("code", "200"));
        Assert.Equal(0, (await ReadAsync()).Point.ErrorRate);

        EachSecond("perfmonitor_requests_total", second => 1 * second, new Label("code", "503"));
        Assert.Equal(0.1, (await ReadAsync()).Point.ErrorRate!.Value, 6);
    }

    [Fact]
    public async Task Nothing_measured_gives_nothing()
    {
        var reading = await ReadAsync();

        Assert.Equal(new OverviewPoint(Now) { ActiveConnections = 1 }, reading.Point);
        Assert.Empty(reading.Targets);
    }

    [Fact]
    public async Task A_host_that_stopped_reporting_is_not_shown_as_steady()
    {
        _source.Add(LabelSet.Create("host_cpu_utilization_ratio"), Now - 11_000, 0.5);

        Assert.Null((await ReadAsync()).Point.Cpu);
    }

    [Fact]
    public async Task The_last_minute_is_read_back_in_one_query()
    {
        EachSecond("host_cpu_utilization_ratio", second => second / 1000.0);
        EachSecond("host_cpu_core_utilization_ratio", second => second / 1000.0, new Label("cpu", "0"));

        var value = (MatrixValue)(await PromQuery.Parse(OverviewQueries.History)
            .RangeAsync(_source, Now - 59_000, Now - 1000, TimeSpan.FromSeconds(1), cancellationToken: _cancellation)).Value;
        var points = OverviewComposer.ComposeHistory([.. value.Series.Select(series =>
            Series(series.Labels, series.Samples.Select(sample => (sample.TimestampMs, sample.Value))))]);

        Assert.Equal(59, points.Count);
        Assert.Equal((Now - 59_000, Now - 1000), (points[0].Timestamp, points[^1].Timestamp));
        Assert.All(points, point => Assert.Equal([point.Cpu], point.Cores));
    }

    private async Task<OverviewReading> ReadAsync()
    {
        var answer = await QueryAsync(OverviewQueries.EachSecond);
        var uptime = await QueryAsync(OverviewQueries.Uptime);
        return OverviewComposer.Compose(Now, answer, uptime is [var series, ..] ? series.Last : null, connections: 1);
    }

    private async Task<IReadOnlyList<PrometheusSeries>> QueryAsync(string query)
    {
        var result = await PromQuery.Parse(query).InstantAsync(_source, Now, cancellationToken: _cancellation);
        return [.. ((VectorValue)result.Value).Samples.Select(sample => Series(sample.Labels, [(sample.TimestampMs, sample.Value)]))];
    }

    private static PrometheusSeries Series(LabelSet labels, IEnumerable<(long, double)> values) =>
        new(labels.ToDictionary(label => label.Name, label => label.Value), [.. values]);

    private static OverviewPoint Rounded(OverviewPoint point) => point with
    {
        Throughput = Round(point.Throughput),
        Latency = Round(point.Latency),
        LatencyP95 = Round(point.LatencyP95),
        Cpu = Round(point.Cpu),
        ErrorRate = Round(point.ErrorRate),
        Uptime = Round(point.Uptime),
    };

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 6) : null;

    private void EachSecond(string metric, Func<int, double> value, params Label[] labels)
    {
        for (var second = 0; second <= 120; second++)
            _source.Add(LabelSet.Create(metric, labels), Now - ((120 - second) * 1000), value(second));
    }

    private void Probe(string target, params (int SecondsAgo, double Duration, double Success, double Status)[] probes)
    {
        Label[] labels = [new("target", target), new("kind", "web"), new("instance", $"https://{target}.example")];
        foreach (var (secondsAgo, duration, success, status) in probes)
        {
            var at = Now - (secondsAgo * 1000);
            _source.Add(LabelSet.Create("probe_duration_seconds", labels), at, duration);
            _source.Add(LabelSet.Create("probe_success", labels), at, success);
            _source.Add(LabelSet.Create("probe_http_status_code", labels), at, status);
        }
    }
}
