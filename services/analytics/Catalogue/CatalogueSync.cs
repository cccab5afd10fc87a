using Npgsql;
using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>
/// Loads the catalogue at the start and keeps it fresh: whoever commits new series notifies, and whatever a notification
/// misses is found within <see cref="PollInterval"/>.
/// </summary>
internal sealed class CatalogueSync(
    NpgsqlDataSource source,
    CatalogueStore store,
    SeriesCatalogue catalogue,
    RetentionPolicy retention,
    TimeProvider clock,
    AnalyticsMetrics metrics,
    ILogger<CatalogueSync> logger) : BackgroundService
{
    /// <summary>The channel of NOTIFY.</summary>
    public const string Channel = "perfmonitor_history_series";

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForgetInterval = TimeSpan.FromHours(1);

    private string _xmin = "0";
    private bool _failing;
    private DateTimeOffset _forgetDue = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                if (!_failing)
                {
                    logger.CatalogueSyncFailed(failure.Message, RetryDelay);
                }

                _failing = true;
                await Task.Delay(RetryDelay, clock, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await RefreshAsync(cancellationToken);
            Forget(clock.GetUtcNow());
            await connection.WaitAsync(PollInterval, cancellationToken);
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var (rows, xmin) = await store.ChangedSinceAsync(_xmin, cancellationToken);
        foreach (var row in rows)
        {
            var outcome = catalogue.Learn(new SeriesDefinition(row.Id, row.Labels), row.FirstSeenMs, row.LastSeenMs);
            if (outcome is Announcement.Added or Announcement.Known)
            {
                catalogue.Find(row.Id)?.StoredAs(row.FirstSeenMs, row.LastSeenMs);
            }
            else
            {
                metrics.SeriesRefused(outcome);
                logger.SeriesRefused(row.Id, new(row.Labels), outcome);
            }
        }

        (_xmin, _failing) = (xmin, false);
        if (!catalogue.IsLoaded)
        {
            catalogue.Loaded();
            logger.CatalogueLoaded(catalogue.Count);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        if (now < _forgetDue)
        {
            return;
        }

        _forgetDue = now + ForgetInterval;
        var forgotten = catalogue.Forget(retention.Of, now);
        if (forgotten > 0)
        {
            logger.SeriesForgotten(forgotten);
        }
    }
}
