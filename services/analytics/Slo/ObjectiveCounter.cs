using Npgsql;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.TimeSeries;

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
    ILogger<ObjectiveCounter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // Samples may be this late and still count.
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(30);

    private static readonly long DayMs = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    private bool _failing;

    /// <summary>Counts what can be counted now, for every objective.</summary>
    public async Task CountAsync(CancellationToken cancellationToken)
    {
        var objectives = await store.ListAsync(cancellationToken);
        judging.Keep([.. objectives.Select(static objective => objective.Definition.Name)]);
        foreach (var objective in objectives)
        {
            await CountAsync(objective, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (catalogue.IsLoaded)
                {
                    await CountAloneAsync(stoppingToken);
                    _failing = false;
                }
            }
            catch (NpgsqlException failure)
            {
                if (!_failing)
                {
                    logger.ObjectivesNotCounted(failure.Message, Interval);
                }

                _failing = true;
            }

            await Task.Delay(Interval, clock, stoppingToken);
        }
    }

    private async Task CountAloneAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Held until the transaction ends, or the connection.
        await using var tryLock = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock(hashtext('perfmonitor.history.objectives'))", connection, transaction);
        if ((bool)(await tryLock.ExecuteScalarAsync(cancellationToken))!)
        {
            await CountAsync(cancellationToken);
        }
    }

    private async Task CountAsync(StoredObjective objective, CancellationToken cancellationToken)
    {
        var (definition, slotMs) = (objective.Definition, objective.Definition.SlotSeconds * 1_000L);
        var head = (clock.GetUtcNow() - Lateness).ToUnixTimeMilliseconds();
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

            await store.SaveAsync(definition, answer.Slots, until, cancellationToken);
            counted = until;
        }

        if (counted > objective.CountedUntilMs)
        {
            await RecordAsync(objective with { CountedUntilMs = counted }, cancellationToken);
        }
    }

    private async Task RecordAsync(StoredObjective objective, CancellationToken cancellationToken)
    {
        var series = ObjectiveSeries.Of(objective.Definition.Name, await judging.JudgeAsync(objective, cancellationToken));
        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();

        // Not awaited to the commit: what is recorded can be had again from the slots.
        _ = await intake.AcceptAsync(
            new DecodedBatch(
                nowMs,
                [.. series.Select(static one => new SeriesDefinition(one.Labels.Id, one.Labels))],
                [.. series.Select(static one => one.Labels.Id)],
                [.. series.Select(one => new Sample(nowMs, one.Value))]),
            cancellationToken);
    }
}
