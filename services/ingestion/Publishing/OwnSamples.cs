using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>
/// Samples of our own collectors, and of scrapes. They have no sender who would come again, so they wait here while the broker is away: at
/// most <see cref="MaximumSamples"/> of them, more than an hour of a machine's own figures; then the oldest go, counted and logged.
/// </summary>
internal sealed class OwnSamples : BackgroundService
{
    public const int MaximumSamples = 1_000_000;

    private const int MaximumSamplesAtOnce = 20_000;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    // Unbounded by itself: what is in it is counted.
    private readonly Channel<AdmittedSample[]> _sets = Channel.CreateUnbounded<AdmittedSample[]>();
    private readonly SamplePublisher _publisher;
    private readonly SeriesCatalogue _catalogue;
    private readonly TimeProvider _clock;
    private readonly IngestionMetrics _metrics;
    private readonly ILogger<OwnSamples> _logger;
    private long _waiting;
    private long _dropped;

    public OwnSamples(SamplePublisher publisher, SeriesCatalogue catalogue, TimeProvider clock, IngestionMetrics metrics, ILogger<OwnSamples> logger) =>
        (_publisher, _catalogue, _clock, _metrics, _logger) = (publisher, catalogue, clock, metrics, logger);

    /// <summary>Hands over figures measured at one moment, with the labels they share; never waits.</summary>
    public void Offer(IEnumerable<Figure> figures, ReadOnlySpan<Label> shared, DateTimeOffset measuredAt)
    {
        var timestampMs = measuredAt.ToUnixTimeMilliseconds();
        var set = new List<AdmittedSample>();
        foreach (var figure in figures)
        {
            set.Add(new AdmittedSample(_catalogue.AdmitOwn(figure.Series(shared), timestampMs), new Sample(timestampMs, figure.Value)));
        }

        Offer([.. set]);
    }

    /// <summary>Hands over samples that are admitted already; never waits.</summary>
    public void Offer(AdmittedSample[] set)
    {
        if (set.Length == 0)
        {
            return;
        }

        Interlocked.Add(ref _waiting, set.Length);
        _sets.Writer.TryWrite(set);
        while (Volatile.Read(ref _waiting) > MaximumSamples && TryTake(out var oldest))
        {
            Interlocked.Add(ref _dropped, oldest.Length);
            _metrics.Refused(RefusalReason.QueueFull, oldest.Length);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var samples = new List<AdmittedSample>();
        while (await _sets.Reader.WaitToReadAsync(stoppingToken))
        {
            samples.Clear();
            while (samples.Count < MaximumSamplesAtOnce && TryTake(out var set))
            {
                samples.AddRange(set);
            }

            while (await _publisher.PublishAsync(samples, stoppingToken) != PublishOutcome.Confirmed)
            {
                await Task.Delay(RetryDelay, _clock, stoppingToken);
            }

            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
            {
                _logger.OwnSamplesDropped(dropped);
            }
        }
    }

    private bool TryTake([NotNullWhen(true)] out AdmittedSample[]? set)
    {
        if (!_sets.Reader.TryRead(out set))
        {
            return false;
        }

        Interlocked.Add(ref _waiting, -set.Length);
        return true;
    }
}
