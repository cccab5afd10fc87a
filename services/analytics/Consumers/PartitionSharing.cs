using Microsoft.Extensions.Options;
using Npgsql;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>
/// Shares the partitions among the instances that live. Every instance stands in line for every partition, so one takes over at once
/// from another that dies; which of them is served follows <see cref="SharingPlan"/>. While PostgreSQL is away all stays as it is.
/// </summary>
internal sealed class PartitionSharing(
    PartitionConsumers consumers, PartitionDeliveries deliveries, InstanceRegistry registry, IOptions<BusOptions> options, TimeProvider clock, ILogger<PartitionSharing> logger)
    : BackgroundService
{
    // A group commit or two.
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(10);

    private readonly SharingPlan _plan = new(registry.Self, options.Value.Partitions);

    /// <summary>Takes note of who lives, and steps back where that is due.</summary>
    public async Task ShareAsync(CancellationToken cancellationToken)
    {
        var members = await registry.RefreshAsync(cancellationToken);
        var handedOver = _plan.StepBacks(members, deliveries.Take(), clock.GetUtcNow());
        foreach (var partition in handedOver)
        {
            logger.PartitionHandedOver(partition, members.Count);
        }

        // Together: each ends with a commit, and they wait for the same one.
        await Task.WhenAll(handedOver.Select(partition => consumers.StepBackAsync(partition, cancellationToken)));

        // What came while stepping back was begun before.
        deliveries.Take();
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        consumers.ConnectAll();
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Both at once: as long as the others count on this one they step back from its partitions.
        await Task.WhenAll(LeaveLinesAsync(cancellationToken), LeaveRegistryAsync(cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFailing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ShareAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
            {
                if (!isFailing)
                {
                    logger.SharingFailed(failure.Message);
                }

                isFailing = true;
            }

            await Task.Delay(options.Value.ShareInterval, clock, stoppingToken);
        }
    }

    private async Task LeaveRegistryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await registry.LeaveAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
        {
            logger.SharingFailed(failure.Message);
        }
    }

    private async Task LeaveLinesAsync(CancellationToken cancellationToken)
    {
        try
        {
            await consumers.LeaveAllAsync(cancellationToken).WaitAsync(LeaveLimit, cancellationToken);
        }
        catch (Exception unfinished) when (unfinished is TimeoutException or OperationCanceledException)
        {
            // Commits fail: what they hold is not acknowledged and comes again.
            logger.LeftUnacknowledged();
        }
    }
}
