namespace PerfMonitor.Alerting.Escalation;

/// <summary>Looks for steps that are due. Their times are in the database, so a restart forgets none.</summary>
internal sealed class EscalationLoop(EscalationRunner runner, TimeProvider clock, ILogger<EscalationLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.RunAsync(
        "Escalating",
        async stopping =>
        {
            await runner.RunAsync(stopping);
            await Task.Delay(Interval, clock, stopping);
        },
        clock,
        logger,
        stoppingToken);
}
