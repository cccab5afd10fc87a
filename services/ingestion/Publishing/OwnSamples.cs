using System.Threading.Channels;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>
/// Samples of our own collectors. They have no sender who would come again, so they wait here while the broker is away: at most
/// <see cref="MaximumSets"/> sets (one collector's figures of one moment), about ten minutes of a machine; then the oldest go, counted and logged.
/// </summary>
internal sealed class OwnSamples : BackgroundService
{
    public const int MaximumSets = 1_500;

    private const int MaximumSamplesAtOnce = 20_000;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Channel<AdmittedSample[]> _sets;
    private readonly SamplePublisher _publisher;
    private readonly SeriesCatalogue _catalogue;
    private readonly TimeProvider _clock;
    private readonly IngestionMetrics _metrics;
    private readonly ILogger<OwnSamples> _logger;
    private long _dropped;

    public OwnSamples(SamplePublisher publisher, SeriesCatalogue catalogue, TimeProvider clock, IngestionMetrics metrics, ILogger<OwnSamples> logger)
    {
        (_publisher, _catalogue, _clock, _metrics, _logger) = (publisher, catalogue, clock, metrics, logger);
        _sets = Channel.CreateBounded<AdmittedSample[]>(new BoundedChannelOptions(MaximumSets) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, Dropped);
    }

    /// <summary>Hands over figures measured at one moment, with the labels they share; never waits.</summary>
    public void Offer(IEnumerable<Figure> figures, ReadOnlySpan<Label> shared, DateTimeOffset measuredAt)
    {
        var timestampMs = measuredAt.ToUnixTimeMilliseconds();
        var set = new List<AdmittedSample>();
        foreach (var figure in figures)
        {
            set.Add(new AdmittedSample(_catalogue.AdmitOwn(figure.Series(shared), timestampMs), new Sample(timestampMs, figure.Value)));
        }

        if (set.Count > 0)
        {
            _sets.Writer.TryWrite([.. set]);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var samples = new List<AdmittedSample>();
        while (await _sets.Reader.WaitToReadAsync(stoppingToken))
        {
            samples.Clear();
            while (samples.Count < MaximumSamplesAtOnce && _sets.Reader.TryRead(out var set))
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

    private void Dropped(AdmittedSample[] set)
    {
        Interlocked.Add(ref _dropped, set.Length);
        _metrics.Refused(RefusalReason.QueueFull, set.Length);
    }
}
