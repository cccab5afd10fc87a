using StackExchange.Redis;

namespace PerfMonitor.Analytics.Live;

/// <summary>Hears from every instance which series are new, and which have new samples, for the rules that this one evaluates.</summary>
internal sealed class TouchedListener(RedisWindows windows, RedisSeriesChannel series, TouchedSeries touched, TimeProvider clock, ILogger<TouchedListener> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>Subscribes once; the client takes the subscription up again after an outage.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await series.SubscribeAsync(touched.Add).WaitAsync(stoppingToken);
                await windows.SubscribeAsync(touched.Add).WaitAsync(stoppingToken);
                return;
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                logger.RedisAway(failure.Message);
                await Task.Delay(RetryDelay, clock, stoppingToken);
            }
        }
    }
}
