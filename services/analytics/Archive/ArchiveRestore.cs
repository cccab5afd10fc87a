using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Archive;

/// <summary>What became of an archive's contents.</summary>
/// <param name="Series">Series that came with it.</param>
/// <param name="Samples">Samples that are in the history now, those that were there before among them.</param>
/// <param name="ExpiredSamples">Samples left out, because their series is not kept for that long.</param>
/// <param name="RefusedSeries">Series left out: their id stands for other labels, or the catalogue is full.</param>
internal readonly record struct RestoreCounts(long Series, long Samples, long ExpiredSamples, long RefusedSeries);

/// <summary>
/// Puts an archive's samples back. The file is checked whole before anything of it is used, and a sample that is there already changes
/// nothing, so a restore can be repeated. Commits some hundred thousand samples at a time.
/// </summary>
internal sealed class ArchiveRestore(
    SeriesCatalogue catalogue, IHistoryStore store, RetentionPolicy retention, ArchivePlace place, TimeProvider clock, ILogger<ArchiveRestore> logger)
{
    private const int SamplesPerCommit = 200_000;

    /// <exception cref="ArchiveRefusedException">There is no such archive.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged; nothing of it was restored.</exception>
    public async Task<RestoreCounts> RestoreAsync(string name, CancellationToken cancellationToken)
    {
        var file = place.Find(name);
        await using (var source = file.OpenRead())
        {
            await ArchiveReader.VerifyAsync(source, cancellationToken);
        }

        var restored = default(RestoreCounts);
        await using (var source = file.OpenRead())
        {
            // By what the archive says: until its first commit the catalogue may let a series go again. Bounded as the catalogue is.
            var labels = new Dictionary<SeriesId, LabelSet>();
            var (chunks, waiting, seen) = (new List<ChunkRow>(), 0, new Dictionary<SeriesId, (long First, long Last)>());
            await foreach (var (type, content) in ArchiveReader.RecordsAsync(source, cancellationToken))
            {
                switch (type)
                {
                    case ArchiveRecord.Series:
                        var series = SampleBatchReader.Read(content).Definitions;
                        restored = restored with { Series = restored.Series + series.Count, RefusedSeries = restored.RefusedSeries + series.Count(one => !TryAnnounce(one, labels)) };
                        break;
                    case ArchiveRecord.Chunk:
                        var (id, samples) = ArchiveReader.Chunk(content);
                        var kept = labels.TryGetValue(id, out var known) ? Kept(known, samples) : [];
                        restored = restored with { Samples = restored.Samples + kept.Count, ExpiredSamples = restored.ExpiredSamples + (known is null ? 0 : samples.Length - kept.Count) };
                        waiting += Add(id, kept, chunks, seen);
                        break;
                }

                if (waiting >= SamplesPerCommit || (type == ArchiveRecord.End && waiting > 0))
                {
                    await CommitAsync(chunks, seen, labels, cancellationToken);
                    (chunks, waiting, seen) = ([], 0, []);
                }
            }
        }

        logger.ArchiveRestored(file.Name, restored.Series, restored.Samples, restored.ExpiredSamples, restored.RefusedSeries);
        return restored;
    }

    // The span is widened by the samples that follow; until then it claims no time that is not there.
    private bool TryAnnounce(SeriesDefinition series, Dictionary<SeriesId, LabelSet> labels)
    {
        var isTaken = catalogue.Find(series.Id)?.Labels.Equals(series.Labels)
            ?? catalogue.Announce(series, clock.GetUtcNow().ToUnixTimeMilliseconds(), long.MinValue / 2) is Announcement.Added or Announcement.Known;
        if (isTaken)
        {
            labels[series.Id] = series.Labels;
        }

        return isTaken;
    }

    private List<Sample> Kept(LabelSet labels, Sample[] samples)
    {
        var oldest = (clock.GetUtcNow() - retention.Of(labels.Metric).Samples).ToUnixTimeMilliseconds();
        return [.. samples.Where(sample => sample.TimestampMs >= oldest)];
    }

    private static int Add(SeriesId id, List<Sample> samples, List<ChunkRow> chunks, Dictionary<SeriesId, (long First, long Last)> seen)
    {
        if (samples.Count == 0)
        {
            return 0;
        }

        var (first, last) = (samples[0].TimestampMs, samples[^1].TimestampMs);
        seen[id] = seen.TryGetValue(id, out var span) ? (Math.Min(span.First, first), Math.Max(span.Last, last)) : (first, last);
        ChunkCutter.Cut(id, samples, ChunkCutter.HourMs, chunks);
        return samples.Count;
    }

    private async Task CommitAsync(List<ChunkRow> chunks, Dictionary<SeriesId, (long First, long Last)> seen, Dictionary<SeriesId, LabelSet> labels, CancellationToken cancellationToken)
    {
        var rows = new List<SeriesRow>(seen.Count);
        foreach (var (id, (first, last)) in seen)
        {
            catalogue.Announce(new SeriesDefinition(id, labels[id]), first, last);
            rows.Add(new SeriesRow(id, labels[id], first, last));
        }

        await store.CommitAsync(new HistoryCommit(chunks, rows), cancellationToken);
    }
}
