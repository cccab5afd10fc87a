using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>
/// The series of one target: what the bytes in its text stand for after relabelling, and which of them the latest scrape had. Bounded by
/// one scrape, and so by the job's limit on samples and the size of its text: what a scrape does not have is forgotten.
/// </summary>
internal sealed class ScrapedSeries(ScrapePoint point, MetricDescriptions descriptions)
{
    private readonly Dictionary<byte[], Entry> _entries = new(BytesComparer.Instance);
    private long _scrape;

    /// <summary>Takes a text into an intake, and ends the series that it has no more.</summary>
    public ScrapeTaken Take(ReadOnlySpan<byte> body, bool openMetrics, Intake intake)
    {
        _scrape++;
        var (scraped, kept, added) = (0, 0, 0);
        var reader = new ExpositionReader(body, openMetrics);
        for (var item = reader.Read(); item != ExpositionItem.End; item = reader.Read())
        {
            if (item == ExpositionItem.Description)
            {
                reader.Comment.Note(descriptions);
                continue;
            }

            if (item == ExpositionItem.Broken)
            {
                return ScrapeTaken.Failed($"line {reader.Line}, {reader.Refusal.Detail}");
            }

            scraped++;
            var entry = Find(reader.Series, intake, out var refusal);
            if (entry is { Series: null })
            {
                entry.SeenIn = _scrape;
                continue;
            }

            if (++kept > point.Job.Definition.SampleLimit)
            {
                return ScrapeTaken.Failed($"it has more than {point.Job.Definition.SampleLimit} samples (sampleLimit)");
            }

            if (entry is null || !TryAdd(entry.Series!, ref reader, intake, out refusal))
            {
                intake.Refuse(reader.Line, refusal);
                continue;
            }

            intake.Accept();
            added += entry.SeenIn == 0 ? 1 : 0;
            entry.SeenIn = _scrape;

            // As in Prometheus: who gives times of its own also knows when a series ends.
            entry.Ends = reader.TimestampMs is null || !point.Job.Definition.HonorTimestamps!.Value;
        }

        if (openMetrics && !reader.Ended)
        {
            return ScrapeTaken.Failed("the text does not end with # EOF, so it may be cut off");
        }

        End(intake, static (entry, scrape) => entry.SeenIn != scrape);
        return new ScrapeTaken(scraped, kept, added, null);
    }

    /// <summary>Ends all series: the target is gone, or does not answer.</summary>
    public void EndAll(Intake intake) => End(intake, static (_, _) => true);

    private void End(Intake intake, Func<Entry, long, bool> isOver)
    {
        foreach (var (key, entry) in _entries)
        {
            if (!isOver(entry, _scrape))
            {
                entry.Sent = true;
                continue;
            }

            // Refused where other bytes in the text have become the same series: then it goes on.
            if (entry is { Series: { } series, Sent: true, Ends: true })
            {
                intake.TryAdd(series, intake.Window.NowMs, StaleMarker.Value, out _);
            }

            _entries.Remove(key);
        }
    }

    private bool TryAdd(Series series, ref ExpositionReader reader, Intake intake, out Refusal refusal)
    {
        var timestampMs = point.Job.Definition.HonorTimestamps!.Value ? reader.TimestampMs ?? intake.Window.NowMs : intake.Window.NowMs;
        refusal = intake.Window.Check(timestampMs) ?? default;
        return refusal == default && intake.TryAdd(series, timestampMs, reader.Value, out refusal);
    }

    /// <summary>What the bytes stand for, without a series where relabelling drops them; null where they are refused.</summary>
    private Entry? Find(ReadOnlySpan<byte> written, Intake intake, out Refusal refusal)
    {
        refusal = default;
        if (_entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(written, out var known) && known.Series is not { Expired: true })
        {
            return known;
        }

        var pairs = new List<Label>();
        if (ExpositionLabels.Decode(written, pairs) is { } undecodable)
        {
            refusal = undecodable;
            return null;
        }

        var entry = known ?? new Entry();
        if (MetricLabels.Resolve(pairs, point) is { } labels)
        {
            if (intake.Resolve(labels, out refusal) is not { } series)
            {
                return null;
            }

            entry.Series = series;
        }

        _entries[written.ToArray()] = entry;
        return entry;
    }

    private sealed class Entry
    {
        /// <summary>Null where relabelling drops it.</summary>
        public Series? Series { get; set; }

        /// <summary>The scrape that had it last; 0 for none.</summary>
        public long SeenIn { get; set; }

        /// <summary>Whether a scrape that counts has had it.</summary>
        public bool Sent { get; set; }

        /// <summary>Whether it ends with a stale marker.</summary>
        public bool Ends { get; set; }
    }
}
