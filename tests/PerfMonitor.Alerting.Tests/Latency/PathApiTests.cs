using System.Diagnostics.Metrics;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Api;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Tests.Latency;

public sealed class PathApiTests(AlertingService service) : IClassFixture<AlertingService>
{
    [Fact]
    [Trait("feature", "S3-81")]
    public async Task Says_how_long_each_stage_took_for_each_channel_as_series_and_as_percentiles()
    {
        var measured = new System.Collections.Concurrent.ConcurrentBag<(string Stage, string Channel, string Level)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Name == "perfmonitor.alert.path") listener.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => measured.Add(((string)tags[0].Value!, (string)tags[1].Value!, (string)tags[2].Value!)));
        listener.Start();
        var fired = Scene.Event("Slow critical path-1", DateTimeOffset.UtcNow);
        await service.Intake.FiredAsync(fired, TestContext.Current.CancellationToken);
        var viewer = service.As(Roles.Viewer);

        var path = await viewer.UntilAsync("/api/alerts/path", answer => (long)answer["notifications"]! == 3);

        var stages = path["stages"]!.AsArray().Select(stage => (Channel: (string)stage!["channel"]!, Level: (string)stage["level"]!, Stage: (string)stage["stage"]!, P50: (double)stage["p50"]!, Worst: (double)stage["worst"]!, Count: (long)stage["count"]!)).ToList();
        Assert.Equal(
            from channel in (string[])["email", "ops", "slack"] from stage in (string[])["evaluate", "publish", "decide", "deliver", "total"] select (channel, "critical", stage, 1L),
            stages.Select(stage => (stage.Channel, stage.Level, stage.Stage, stage.Count)));
        Assert.All(stages, stage => Assert.Equal(stage.Worst, stage.P50));
        foreach (var channel in stages.GroupBy(stage => stage.Channel))
        {
            Assert.Equal(channel.Single(stage => stage.Stage == "total").P50, channel.Where(stage => stage.Stage != "total").Sum(stage => stage.P50), 3);
            Assert.Equal(5, measured.Distinct().Count(one => one.Channel == channel.Key && one.Level == "critical"));
        }

        var (status, problem) = await viewer.CallAsync("GET", "/api/alerts/path?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z");
        Assert.Equal((400, "Invalid from"), (status, (string)problem!["title"]!));
    }
}
