using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Ingestion.Receiving;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>Scrapes a target and sends what it has, with what Prometheus records about every scrape. Bounded by the number of targets.</summary>
internal sealed class Scraper(
    ScrapeFetch fetch,
    BodyBudget budget,
    SeriesCatalogue catalogue,
    MetricDescriptions descriptions,
    OwnSamples own,
    IOptions<AdmissionOptions> admission,
    IngestionMetrics metrics,
    TimeProvider clock,
    ILogger<Scraper> logger)
{
    private readonly ConcurrentDictionary<Guid, Memory> _memories = new();

    /// <summary>How the latest scrape went; null where this process has not scraped the target.</summary>
    public ScrapeHealth? HealthOf(ScrapePoint point) => _memories.TryGetValue(point.Id, out var memory) ? memory.Health : null;

    /// <summary>Scrapes once.</summary>
    public async Task ScrapeAsync(ScrapePoint point, CancellationToken cancellationToken)
    {
        var memory = _memories.GetOrAdd(point.Id, _ => new Memory(new ScrapedSeries(point, descriptions)));
        var (at, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        using var body = new RequestBody(budget);
        var (openMetrics, failure) = await fetch.RunAsync(point, body, cancellationToken);
        var intake = NewIntake(at);
        var taken = failure is null ? memory.Series.Take(body.Bytes.Span, openMetrics, intake) : ScrapeTaken.Failed(failure);
        if (taken.Failure is not null)
        {
            intake.Dispose();
            intake = NewIntake(at);
            memory.Series.EndAll(intake);
        }

        var health = new ScrapeHealth(at, clock.GetElapsedTime(started), taken, intake.Refused);
        Send(point, intake, ScrapeFigures.Of(health));
        Tell(point, memory.Health, health, intake);
        memory.Health = health;
        intake.Dispose();
    }

    /// <summary>Ends a target's series: it is not scraped any more, or otherwise than so far.</summary>
    public void End(ScrapePoint point)
    {
        if (_memories.TryRemove(point.Id, out var memory))
        {
            using var intake = NewIntake(clock.GetUtcNow());
            memory.Series.EndAll(intake);
            Send(point, intake, memory.Health is { } health ? ScrapeFigures.Of(health).Select(figure => figure with { Value = StaleMarker.Value }) : []);
        }
    }

    private Intake NewIntake(DateTimeOffset at) => new(catalogue, TimeWindow.Around(at, admission.Value));

    private void Send(ScrapePoint point, Intake intake, IEnumerable<Figure> figures)
    {
        foreach (var figure in figures)
        {
            // Not limited as other series are: that a target is down must be seen also when there is no room for what it has.
            if (catalogue.TryAdmitOwn(figure.Series([.. point.Target.Labels]), intake.Window.NowMs, out var refusal) is { } series)
            {
                intake.TryAdd(series, intake.Window.NowMs, figure.Value, out refusal);
            }

            if (refusal != default)
            {
                intake.Note(refusal);
            }
        }

        foreach (var (reason, count) in intake.Reasons)
        {
            metrics.Refused(reason, count);
        }

        own.Offer([.. intake.Samples]);
    }

    // Once when it begins and once when it ends, not with every scrape.
    private void Tell(ScrapePoint point, ScrapeHealth? before, ScrapeHealth now, Intake intake)
    {
        if (now.Taken.Failure is { } failure && before?.Taken.Failure is null)
        {
            logger.ScrapeFails(point.Target.Url, point.Job.Name, failure);
        }
        else if (now.Taken.Failure is null && before?.Taken.Failure is not null)
        {
            logger.ScrapeWorksAgain(point.Target.Url, point.Job.Name);
        }

        if (now.Refused > 0 && before?.Refused is null or 0)
        {
            logger.ScrapeRefused(point.Target.Url, point.Job.Name, RefusalSummary.Of(intake, "samples", "line"));
        }
    }

    private sealed class Memory(ScrapedSeries series)
    {
        public ScrapedSeries Series { get; } = series;

        public ScrapeHealth? Health { get; set; }
    }
}
