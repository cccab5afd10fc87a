using Npgsql;
using PerfMonitor.Analytics.Catalogue;

namespace PerfMonitor.Analytics;

/// <summary>
/// Work that one instance at a time does, again and again: whoever holds the advisory lock. A failing PostgreSQL is told of once,
/// until it answers again; whatever else goes wrong is told of each time, and does not end a process that takes samples.
/// </summary>
internal abstract class LoneWorker(
    NpgsqlDataSource source, SeriesCatalogue catalogue, TimeProvider clock, string work, TimeSpan interval, ILogger logger, Action<string, TimeSpan> tellOfFailure) : BackgroundService
{
    private bool _failing;

    /// <summary>Does what is to be done now.</summary>
    public abstract Task WorkAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (catalogue.IsLoaded)
                {
                    await WorkAloneAsync(stoppingToken);
                    _failing = false;
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
            {
                if (!_failing)
                {
                    tellOfFailure(failure.Message, interval);
                }

                _failing = true;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                // Also work that was cancelled by a limit of its own.
                logger.LoneWorkFailed(failure, work, interval);
            }

            await Task.Delay(interval, clock, stoppingToken);
        }
    }

    private async Task WorkAloneAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Held until the transaction ends, or the connection.
        await using var tryLock = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock(hashtext('perfmonitor.history.' || $1))", connection, transaction) { Parameters = { new() { Value = work } } };
        if ((bool)(await tryLock.ExecuteScalarAsync(cancellationToken))!)
        {
            await WorkAsync(cancellationToken);
        }
    }
}
