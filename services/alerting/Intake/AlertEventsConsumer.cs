using MassTransit;
using PerfMonitor.Alerting.Heartbeats;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Intake;

/// <summary>The bus end of <see cref="AlertIntake"/>.</summary>
internal sealed class AlertEventsConsumer(IntakeQueue intake, HeartbeatStore heartbeats, Signals signals, TimeProvider clock, ILogger<AlertEventsConsumer> logger)
    : IConsumer<AlertFired>, IConsumer<AlertResolved>, IConsumer<HeartbeatSent>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public Task Consume(ConsumeContext<AlertFired> context) =>
        PersistAsync(() => intake.TakeAsync(new AlertEvent.Fired(context.Message), context.CancellationToken), context.CancellationToken);

    public Task Consume(ConsumeContext<AlertResolved> context) =>
        PersistAsync(() => intake.TakeAsync(new AlertEvent.Resolved(context.Message), context.CancellationToken), context.CancellationToken);

    public Task Consume(ConsumeContext<HeartbeatSent> context) => PersistAsync(
        async () =>
        {
            await heartbeats.ReceiveAsync(context.Message.SentAt, clock.GetUtcNow(), context.CancellationToken);
            signals.Flushing.Signal();
        },
        context.CancellationToken);

    // While the database is away the event stays with us, unacknowledged: after a few tries it would end up in the error queue, and be lost to people.
    private async Task PersistAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception away) when (TransientFaults.IsTransient(away))
            {
                if (attempt == 1)
                {
                    Log.WaitingForDatabase(logger, "An alert event", away.Message);
                }

                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }
}

/// <summary>One queue for all kinds of event, so that an end seldom overtakes its beginning.</summary>
internal sealed class AlertEventsConsumerDefinition : ConsumerDefinition<AlertEventsConsumer>
{
    public AlertEventsConsumerDefinition()
    {
        EndpointName = "alerting-events";

        // What is delivered at a time shares few transactions; see IntakeQueue.
        ConcurrentMessageLimit = 2 * IntakeQueue.MostTogether;
    }
}
