using System.Diagnostics.Metrics;
using System.Text.Json;
using PerfMonitor.Web.Live.Clients;

namespace PerfMonitor.Web.Live.Watching;

/// <summary>Looks every second, in a process that is not alerting; tells pages, people by mail, the log and the series when alerting breaks and when it works again.</summary>
internal sealed class AlertingWatchdog : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Meter _meter = new("PerfMonitor.Web");
    private readonly AlertingWatch _watch;
    private readonly LiveHub _hub;
    private readonly WatchdogMailer _mailer;
    private readonly TimeProvider _time;
    private readonly ILogger<AlertingWatchdog> _log;

    public AlertingWatchdog(AlertingWatch watch, LiveHub hub, WatchdogMailer mailer, TimeProvider time, ILogger<AlertingWatchdog> log)
    {
        (_watch, _hub, _mailer, _time, _log) = (watch, hub, mailer, time, log);
        _meter.CreateObservableGauge("perfmonitor.alerting.up", () => watch.State.Status == AlertingState.Broken ? 0 : 1, description: "0 while no heartbeat comes through alerting.");
        _meter.CreateObservableGauge(
            "perfmonitor.alerting.heartbeat.age",
            () => watch.State.HeartbeatAt is { } at ? [new Measurement<double>((time.GetUtcNow() - at).TotalSeconds)] : Array.Empty<Measurement<double>>(),
            "s",
            "How long ago the newest heartbeat that came through alerting was sent.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (_watch.Look(_time.GetUtcNow()))
                Tell(_watch.State);
        }
    }

    private void Tell(AlertingState state)
    {
        if (state.Status == AlertingState.Broken)
            _log.AlertingBroken(state.Reason!);
        else
            _log.AlertingWorks();
        var body = JsonSerializer.SerializeToUtf8Bytes(new { type = "alerting", data = state, timestamp = state.Since }, LiveJson.Options);
        _hub.Offer(_ => true, new Frame("alerting", "alerting", body));
        _mailer.Tell(state);
    }
}
