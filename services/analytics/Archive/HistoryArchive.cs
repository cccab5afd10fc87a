using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Archive;

/// <summary>What an archive is asked to hold.</summary>
internal sealed record ArchiveRequest(IReadOnlyList<string> Match, IReadOnlyList<IReadOnlyList<LabelMatcher>> Selectors, long StartMs, long EndMs);

/// <summary>An archive and how much it holds.</summary>
internal sealed record ArchiveFile(string Name, long Bytes, ArchiveCounts Counts);

/// <summary>
/// Copies committed samples into files. Holds the samples of <see cref="SeriesPerStep"/> series and one block at a time.
/// </summary>
internal sealed class HistoryArchive(SeriesCatalogue catalogue, IHistoryStore store, ArchivePlace place, TimeProvider clock, ILogger<HistoryArchive> logger)
{
    private const int SeriesPerStep = 100;

    // As many as a block of so many series can hold at 100 a second.
    private const long SamplesPerStep = SeriesPerStep * ChunkCutter.BlockMs / 10;

    /// <summary>Writes an archive; a file of that name appears when it is whole.</summary>
    public async Task<ArchiveFile> WriteAsync(ArchiveRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var file = place.NewFile(now);
        var part = file.FullName + ".part";
        try
        {
            ArchiveCounts counts;
            await using (var target = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                counts = await WriteAsync(target, request, now, cancellationToken);
                target.Flush(flushToDisk: true);
            }

            File.Move(part, file.FullName, overwrite: false);
            file.Refresh();
            logger.ArchiveWritten(file.Name, file.Length, counts.Series, counts.Samples);
            return new ArchiveFile(file.Name, file.Length, counts);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task<ArchiveCounts> WriteAsync(Stream target, ArchiveRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var writer = new ArchiveWriter(target);
        await writer.BeginAsync(
            new ArchiveManifest(ArchiveWriter.Format, now, DateTimeOffset.FromUnixTimeMilliseconds(request.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(request.EndMs), request.Match), cancellationToken);
        var series = request.Selectors.SelectMany(selector => catalogue.Select(selector, request.StartMs, request.EndMs, cancellationToken)).DistinctBy(static entry => entry.Id).OrderBy(static entry => entry.Id.Value);
        foreach (var part in series.Chunk(SeriesPerStep))
        {
            await writer.WriteSeriesAsync([.. part.Select(static entry => new SeriesDefinition(entry.Id, entry.Labels))], now.ToUnixTimeMilliseconds(), cancellationToken);
            var from = Math.Max(request.StartMs, part.Min(static entry => entry.FirstSeenMs));
            var to = Math.Min(request.EndMs, part.Max(static entry => entry.EndMs));
            for (var block = ChunkCutter.BlockOf(from); block <= to; block += ChunkCutter.BlockMs)
            {
                await WriteBlockAsync(writer, part, Math.Max(block, from), Math.Min(block + ChunkCutter.BlockMs - 1, to), cancellationToken);
            }
        }

        await writer.EndAsync(cancellationToken);
        return writer.Counts;
    }

    private async Task WriteBlockAsync(ArchiveWriter writer, CatalogueEntry[] series, long fromMs, long toMs, CancellationToken cancellationToken)
    {
        var samples = series.ToDictionary(static entry => entry.Id, static _ => new SampleColumns());
        await store.ReadAsync(new HistoryRange(samples, fromMs, toMs), new SampleBudget(SamplesPerStep), rollups: null, cancellationToken);
        foreach (var (id, columns) in samples)
        {
            var (timestamps, values) = columns.InOrder();
            for (var at = 0; at < values.Length; at += ChunkCutter.MaxSamples)
            {
                var length = Math.Min(ChunkCutter.MaxSamples, values.Length - at);
                await writer.WriteChunkAsync(id, ChunkCodec.Encode(timestamps.Span.Slice(at, length), values.Span.Slice(at, length)), length, cancellationToken);
            }

            columns.Release();
        }
    }
}
