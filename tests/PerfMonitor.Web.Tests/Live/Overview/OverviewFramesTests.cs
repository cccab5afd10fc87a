using System.Text;
using PerfMonitor.Contracts;
using PerfMonitor.Web.Live.Overview;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Live.Overview;

public class OverviewFramesTests
{
    private static readonly OverviewPoint Point = new(5000) { Throughput = 123.5, Cpu = 37.5, Cores = [30, null], ActiveConnections = 2 };
    private static readonly OverviewState State = new(5100, new OverviewReading(Point, [new("shop", "web", "https://shop.example", true, 80.5, 200)]), [], null);

    [Fact]
    public void Writes_the_message_whole() => Assert.Equal(
        """
        {"type":"overview","timestamp":5100,
        "current":{"timestamp":5000,"throughput_ops_sec":123.5,"latency_ms":null,"latency_p95_ms":null,"memory_mb":null,"memory_total_mb":null,
        "cpu_utilization":37.5,"cpu_cores":[30,null],"error_rate":null,"active_connections":2,"uptime_ratio":null,"optimization_score":null,"health_score":null},
        "history":[{"timestamp":4000,"throughput_ops_sec":null,"latency_ms":null,"latency_p95_ms":null,"memory_mb":null,"memory_total_mb":null,
        "cpu_utilization":12,"error_rate":null,"active_connections":null,"uptime_ratio":null,"optimization_score":null,"health_score":null}],
        "alerts":[],"alert_count":0,
        "targets":[{"name":"shop","kind":"web","url":"https://shop.example","up":true,"latency_ms":80.5,"status":200}],
        "scores":null,"optimization_impact":{}}
        """.ReplaceLineEndings(""),
        Encoding.UTF8.GetString(OverviewFrames.First(State, [new OverviewPoint(4000) { Cpu = 12 }]).Body.Span));

    [Fact]
    public void Only_the_first_frame_has_history()
    {
        var first = OverviewFrames.First(State, []);
        var next = OverviewFrames.Next(State);

        Assert.Contains("\"history\":[]", Encoding.UTF8.GetString(first.Body.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("history", Encoding.UTF8.GetString(next.Body.Span), StringComparison.Ordinal);
        Assert.NotEqual(first.Slot, next.Slot);
    }

    [Fact]
    public void What_is_unknown_is_null_and_what_is_old_says_so()
    {
        var state = new OverviewState(9000, null, null, new Staleness(DateTimeOffset.FromUnixTimeMilliseconds(7000), "analytics is away"));

        Assert.Equal(
            """{"type":"overview","timestamp":9000,"current":null,"alerts":null,"targets":null,"scores":null,"optimization_impact":{},"stale":true,"stale_since":7000,"stale_reason":"analytics is away"}""",
            Encoding.UTF8.GetString(OverviewFrames.Next(state).Body.Span));
    }

    [Fact]
    public void Shows_200_alerts_and_says_how_many_there_are()
    {
        var alerts = Enumerable.Range(0, 300).Select(number => FakeAlertList.Alert($"{number:x16}", severity: Severity.Info)).ToList();

        var text = Encoding.UTF8.GetString(OverviewFrames.Next(State with { Alerts = alerts }).Body.Span);

        Assert.Equal(200, text.Split("\"fingerprint\"").Length - 1);
        Assert.Contains("\"alert_count\":300", text, StringComparison.Ordinal);
        Assert.Contains("\"severity\":\"info\",\"state\":\"firing\"", text, StringComparison.Ordinal);
    }
}
