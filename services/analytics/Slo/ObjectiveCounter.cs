using Npgsql;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Consumers;

namespace PerfMonitor.Analytics.Slo;

/// <summary>
/// Counts the slots of every objective, a day at most with each query, so that a new objective catches up with the history and a
/// restarted service with what it missed. One instance at a time does so.
/// </summary>
internal sealed class ObjectiveCounter(
    NpgsqlDataSource source,
    ObjectiveStore store,
    SlotCounting counting,
    ObjectiveJudging judging,
    SampleIntake intake,
    SeriesCatalogue catalogue,
    TimeProvider clock,
    ILogger<ObjectiveCounter> logger) : LoneWorker(source, catalogue, clock, "objectives", TimeSpan.FromSeconds(10), logger, logger.ObjectivesNotCounted)
{
    // Samples may be this late and still count.
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(30);

    private static readonly long DayMs = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    private readonly TimeProvider _clock = clock;

    /// <summary>Counts what can be counted now, for every objective.</summary>
    public override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var objectives = await store.ListAsync(cancellationToken);
        judging.Keep([.. objectives.Select(static objective => objective.Definition.Name)]);
        foreach (var objective in objectives)
        {
            await CountAsync(objective, cancellationToken);
        }
    }

    private async Task CountAsync(StoredObjective objective, CancellationToken cancellationToken)
    {
        var (definition, slotMs) = (objective.Definition, objective.Definition.SlotSeconds * 1_000L);
        var head = (_clock.GetUtcNow() - Lateness).ToUnixTimeMilliseconds();
        head -= head % slotMs;
        var counted = objective.CountedUntilMs;
        while (counted < head)
        {
            var until = Math.Min(head, counted - (counted % slotMs) + DayMs);
            var answer = await counting.CountAsync(definition, counted, until, cancellationToken);
            if (judging.Counted(definition.Name, answer.Error))
            {
                logger.ObjectiveCounted(definition.Name, answer.Error ?? "its events are counted again");
            }

            if (answer.Error is not null)
            {
                return;
            }

            if (!await store.SaveAsync(objective, answer.Slots, until, cancellationToken))
            {
                return;
            }

            counted = until;
        }

        if (counted > objective.CountedUntilMs)
        {
            await RecordAsync(objective with { CountedUntilMs = counted }, cancellationToken);
        }
    }

    private async Task RecordAsync(StoredObjective objective, CancellationToken cancellationToken) => await intake.RecordAsync(
        ObjectiveSeries.Of(objective.Definition.Name, await judging.JudgeAsync(objective, cancellationToken)), _clock.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
}
