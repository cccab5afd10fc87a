using Microsoft.Extensions.Options;

namespace PerfMonitor.Analytics.Live;

/// <summary>
/// Tells of new series and writes what waits to the live windows within <see cref="LiveOptions.FlushInterval"/>. While Redis is away samples gather, and
/// those still young enough are written when it is back; history goes on meanwhile.
/// </summary>
internal sealed class LiveFlusher(
    LiveBuffer buffer,
    NewSeries newSeries,
    ISeriesChannel channel,
    ILiveWindows windows,
    TouchedSeries touched,
    IOptions<LiveOptions> options,
    TimeProvider clock,
    AnalyticsMetrics metrics,
    ILogger<LiveFlusher> logger) : BackgroundService
{
    // Between attempts while Redis is away.
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>Since when Redis does not take samples; null while it does.</summary>
    public DateTimeOffset? AwaySince { get; private set; }

    /// <summary>Writes what waits; returns how long to wait before the next time.</summary>
    public async Task<TimeSpan> FlushAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();

        // Series in front of their samples: who reads a window knows by then whose it is.
        var (news, samples) = (newSeries.Take(), buffer.Take());
        if (news.IsEmpty && samples.Count == 0)
        {
            return options.Value.FlushInterval;
        }

        try
        {
            if (!news.IsEmpty)
            {
                await channel.AnnounceAsync(news, cancellationToken);
            }

            await windows.WriteAsync(samples, cancellationToken);
        }
        catch (LiveUnavailableException failure)
        {
            // Of the series PostgreSQL tells after the next commit.
            buffer.PutBack(samples);

            // Rules of this instance see the samples in its own buffers.
            touched.Add(null);
            metrics.LiveFlushFailures.Add(1);
            if (AwaySince is null)
            {
                AwaySince = clock.GetUtcNow();
                logger.RedisAway(failure.Message);
            }

            return RetryDelay;
        }

        metrics.LiveSamplesWritten.Add(samples.Count);
        if (AwaySince is { } since)
        {
            AwaySince = null;
            var outage = clock.GetUtcNow() - since;
            logger.RedisBack(outage, samples.Count);
        }

        // What came while others were written has waited so long already; so the interval is the most that a sample waits.
        var rest = options.Value.FlushInterval - clock.GetElapsedTime(began);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = options.Value.FlushInterval;
        while (!stoppingToken.IsCancellationRequested)
        {
            // Woken by what comes, not by the clock: with little to do, looking twenty times a second would be most of the work.
            await Task.WhenAny(buffer.Arrived, newSeries.Arrived).WaitAsync(stoppingToken);
            await Task.Delay(delay, clock, stoppingToken);
            delay = await FlushAsync(stoppingToken);
        }
    }
}
