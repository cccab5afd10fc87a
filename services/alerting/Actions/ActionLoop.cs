namespace PerfMonitor.Alerting.Actions;

/// <summary>Looks for actions to be asked for and taken.</summary>
internal sealed class ActionLoop(ActionRunner runner, TimeProvider clock, ILogger<ActionLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.RunAsync(
        "Taking actions",
        async stopping =>
        {
            await runner.RunAsync(stopping);
            await Task.Delay(Interval, clock, stopping);
        },
        clock,
        logger,
        stoppingToken);
}
