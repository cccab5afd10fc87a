using System.Text.Json;

namespace PerfMonitor.Web.Live.Alerts;

/// <summary>
/// Loads the list of active alerts at the start and again every minute, so that a change the bus did not bring (it was away,
/// this instance was starting) is made good.
/// </summary>
internal sealed class AlertRefresh(IAlertList alerts, AlertBoard board, TimeProvider time, ILogger<AlertRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var askedAt = time.GetUtcNow();
                board.Load(await alerts.GetActiveAsync(stoppingToken), askedAt);
                failing = false;
            }
            catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !stoppingToken.IsCancellationRequested))
            {
                if (!failing)
                    log.AlertsNotLoaded(failure.Message, RetryInterval);
                failing = true;
            }

            await Task.Delay(failing ? RetryInterval : Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
