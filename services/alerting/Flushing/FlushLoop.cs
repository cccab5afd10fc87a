using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Heartbeats;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Flushing;

/// <summary>Runs groups when they are due. The due times are in the database, so a restart forgets none.</summary>
internal sealed class FlushLoop(GroupFlusher flusher, Regrouping regrouping, HeartbeatStore heartbeats, AlertmanagerFile file, Live<PipelineRules> rules, Signals signals, TimeProvider clock, ILogger<FlushLoop> logger) : BackgroundService
{
    // A group that is due may be in another instance's hands.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);

    // Each takes a database connection.
    private const int SideBySide = 4;

    // Those whose tree the open alerts are grouped by.
    private PipelineRules? _regrouped;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var remark in file.Remarks)
        {
            Log.FileRemark(logger, remark);
        }

        return Loop.RunAsync("Running due groups", RoundAsync, clock, logger, stoppingToken);
    }

    private async Task RoundAsync(CancellationToken stopping)
    {
        if (rules.Value is var current && current != _regrouped)
        {
            await regrouping.RunAsync(stopping);
            _regrouped = current;
        }

        // Where one group is due, others often are: a burst is worked off side by side, each group in its own transaction.
        if (await flusher.FlushOneAsync(stopping))
        {
            while ((await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(_ => flusher.FlushOneAsync(stopping)))).Contains(true))
            {
            }
        }

        if (await heartbeats.PassAsync(clock.GetUtcNow(), stopping))
        {
            signals.Channel(HeartbeatReceiver.ChannelName).Signal();
        }

        var wait = await flusher.NextAsync(stopping) - clock.GetUtcNow() ?? DueWatch.LongestWait;
        await signals.Flushing.WaitAsync(wait < ShortestWait ? ShortestWait : wait > DueWatch.LongestWait ? DueWatch.LongestWait : wait, clock, stopping);
    }
}
