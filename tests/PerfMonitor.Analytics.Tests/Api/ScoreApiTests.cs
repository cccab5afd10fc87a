using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z.</summary>
public sealed class ScoreApiTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    [Fact]
    [Trait("feature", "S1-38")]
    public async Task Are_measured_from_probes_hosts_requests_and_alerts()
    {
        var empty = await host.GetAsync("/api/v1/scores");
        var target = new Label("target", "shop");
        await host.FeedAsync(LabelSet.Create("probe_duration_seconds", target), Step, [0.1, 0.2, 0.9, 0.3, 0.4, 0.1, 0.2, 0.3, 0.4, 0.1]);
        await host.FeedAsync(LabelSet.Create("probe_success", target), Step, [1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
        await host.FeedAsync(LabelSet.Create("host_cpu_utilization_ratio"), Step, [0.6, 0.6, 0.6]);
        await host.FeedAsync(LabelSet.Create("host_memory_utilization_ratio"), Step, [0.825]);
        await host.FeedAsync(LabelSet.Create("perfmonitor_requests_total", new Label("code", "200")), Step, [.. Enumerable.Range(0, 11).Select(i => i * 100.0)]);
        host.Alerts.Alerts.AddRange([Alert("critical", AlertState.Firing), Alert("warning", AlertState.Firing), Alert("critical", AlertState.Pending), Alert("critical", AlertState.Resting)]);

        var scores = await host.GetAsync("/api/v1/scores");

        Assert.Null(empty["health"]!["value"]);
        Assert.StartsWith("not enough data: 10 % of the weight is measured, 50 % needed", (string)empty["health"]!["reason"]!, StringComparison.Ordinal);
        var parts = scores["health"]!["parts"]!.AsArray().ToDictionary(part => (string)part!["name"]!, part => (double?)part!["value"]);

        Assert.Equal(
            [
                ("availability", "100 at 99.9 %, 0 at 99 %"),
                ("errors", "100 at 0.01 %, 0 at 5 %"),
                ("latency", "100 · apdex"),
                ("saturation", "the worst of CPU (100 at 60 %, 0 at 95 %), memory (100 at 70 %, 0 at 95 %) and disk (100 at 70 %, 0 at 95 %)"),
                ("alert_load", "100 − 40 · critical − 15 · warning − 5 · informational alerts, at least 0"),
            ],
            scores["health"]!["parts"]!.AsArray().Select(part => ((string)part!["name"]!, (string)part["formula"]!)));
        Assert.Equal("Σ weight · value / Σ weight over the parts that were measured", (string)scores["health"]!["formula"]!);

        // 8 satisfied, 1 tolerating, 1 failed; 90 % available; no request failed; memory half-way; 40 + 15 for the alerts that fire.
        Assert.Equal(85, parts["latency"]!.Value, 6);
        Assert.Equal(0, parts["availability"]!.Value, 6);
        Assert.Equal(100, parts["errors"]!.Value, 6);
        Assert.Equal(50, parts["saturation"]!.Value, 6);
        Assert.Equal(45, parts["alert_load"]!.Value, 6);
        Assert.Equal((0.30 * 0) + (0.25 * 100) + (0.20 * 85) + (0.15 * 50) + (0.10 * 45), (double)scores["health"]!["value"]!, 6);
        Assert.Equal((0.10 * 0) + (0.15 * 100) + (0.35 * 85) + (0.30 * 50) + (0.10 * 45), (double)scores["optimization"]!["value"]!, 6);
        Assert.Equal((85.0, "apdex 0.85: 8 satisfied, 1 tolerating, 1 frustrated (a small group, fewer than 100)"), (Math.Round((double)scores["satisfaction"]!, 6), (string)scores["satisfactionReason"]!));
        Assert.Equal("""{"satisfied":8,"tolerating":1,"frustrated":1,"thresholdSeconds":0.5}""", scores["requests"]!.ToJsonString());
        Assert.Null(empty["requests"]);
    }

    private static (string, AlertInstance) Alert(string severity, AlertState state) => ("rule", new AlertInstance
    {
        Labels = LabelSet.Create([new Label("alertname", "A"), new Label("severity", severity)]),
        Annotations = new Dictionary<string, string>(),
        Value = 1,
        State = state,
        ActiveSince = DateTimeOffset.UnixEpoch,
    });
}
