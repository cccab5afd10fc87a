using Npgsql;
using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analytics.Query;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>
/// Takes the baseline <c>initial</c> from the first ten minutes with enough data, unless there is one. Several instances may try
/// at once; one is stored.
/// </summary>
internal sealed class InitialBaseline(ComponentReader reader, BaselineStore store, TimeProvider clock, ILogger<InitialBaseline> logger) : BackgroundService
{
    /// <summary>Samples each component with a role needs, of 60.</summary>
    public const int NeededSamples = 48;

    private const int Points = 60;
    private const string Range = "10 minutes";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private static readonly ImpactObstacle NotLooked = new(ObstacleKind.Starting, $"baseline '{BaselinePlan.Initial}': not looked for yet");

    private bool _failing;

    /// <summary>Whether it is there, and what is still missing.</summary>
    public string State { get; private set; } = NotLooked.Reason;

    /// <summary>What is still missing; null where it is there.</summary>
    public ImpactObstacle? Obstacle { get; private set; } = NotLooked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await TryAsync(stoppingToken))
                {
                    return;
                }

                _failing = false;
            }
            catch (NpgsqlException failure)
            {
                if (!_failing)
                {
                    logger.InitialBaselineFailed(failure.Message, Step);
                }

                _failing = true;
                Lacks(new ImpactObstacle(ObstacleKind.Unavailable, $"baseline '{BaselinePlan.Initial}': not known, PostgreSQL does not answer"));
            }

            await Task.Delay(Step, clock, stoppingToken);
        }
    }

    /// <summary>Looks once; true when the baseline is there.</summary>
    public async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        if (await store.FindAsync(BaselinePlan.Initial, version: null, cancellationToken) is { } known)
        {
            (State, Obstacle) = (Words(known), null);
            return true;
        }

        var now = clock.GetUtcNow();
        var grid = TimeGrid.Ending(now.ToUnixTimeMilliseconds(), (long)Step.TotalMilliseconds, Points);
        var readings = await reader.ReadAsync(DefaultComponents.System, grid, run: null, cancellationToken);
        var (scarcest, count) = readings
            .Where(static reading => reading.Component.Role != ComponentRole.Other)
            .Select(static reading => (reading.Component.Name, Count: reading.Samples.Count(double.IsFinite)))
            .MinBy(static one => one.Count);
        if (count < NeededSamples)
        {
            Lacks(new ImpactObstacle(
                ObstacleKind.Gathering,
                $"baseline '{BaselinePlan.Initial}' is taken from the first {Range} with data; so far {scarcest} has {count} of {NeededSamples} samples needed",
                count,
                NeededSamples,
                [scarcest]));
            return false;
        }

        var baseline = new Baseline
        {
            Name = BaselinePlan.Initial,
            CreatedAt = now,
            CreatedBy = "perfmonitor",
            From = DateTimeOffset.FromUnixTimeMilliseconds(grid.StartMs - grid.StepMs),
            To = DateTimeOffset.FromUnixTimeMilliseconds(grid.EndMs),
            StepSeconds = Step.TotalSeconds,
            Source = BaselineSource.Automatic,
            Note = $"taken by itself from the first {Range} with data",
            Components = [.. readings.Select(static reading => BaselineComponent.Of(reading.Component, reading.Samples))],
        };
        if (await store.AddFirstAsync(baseline, cancellationToken) is { } stored)
        {
            logger.InitialBaselineTaken(stored.From, stored.To);
        }

        (State, Obstacle) = (Words(baseline), null);
        return true;
    }

    private void Lacks(ImpactObstacle obstacle) => (State, Obstacle) = (obstacle.Reason, obstacle);

    private static string Words(Baseline baseline) =>
        $"baseline '{baseline.Name}' is initialised: {baseline.From.UtcDateTime:yyyy-MM-dd HH:mm} to {baseline.To.UtcDateTime:HH:mm} UTC";
}
