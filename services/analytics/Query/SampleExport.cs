using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Query;

/// <summary>
/// Samples as they are, of any number of series and any span: some series and six hours at a time, so that memory is bounded by
/// the piece. A piece takes a turn among the queries, and gives it up while its reader takes it.
/// </summary>
internal sealed class SampleExport(SampleReader reader, QueryRunner runner, IOptions<QueryOptions> options)
{
    private const int SeriesAtOnce = 32;

    /// <summary>The samples of all series that fit any of the selectors, series by series in groups, each in order of time. A piece holds until the next is asked for.</summary>
    public async IAsyncEnumerable<IReadOnlyList<SeriesSamples>> ReadAsync(
        IReadOnlyList<IReadOnlyList<LabelMatcher>> selectors, long startMs, long endMs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = selectors.SelectMany(matchers => reader.Select(matchers, startMs, endMs, cancellationToken)).DistinctBy(static entry => entry.Id).ToList();
        LabelOrder.Sort(entries, cancellationToken);
        foreach (var group in entries.Chunk(SeriesAtOnce))
        {
            var end = Math.Min(endMs, group.Max(static entry => entry.EndMs));
            for (var from = Math.Max(startMs, group.Min(static entry => entry.FirstSeenMs)); from <= end;)
            {
                var to = Math.Min(end, ChunkCutter.BlockOf(from) + ChunkCutter.BlockMs - 1);
                var read = new QueryRead();
                try
                {
                    yield return await runner.InTurnAsync(
                        QueryBounds.None, (_, token) => reader.ReadAsync(group, Selection(from, to), read, token), cancellationToken);
                }
                finally
                {
                    read.Release();
                }

                from = to + 1;
            }
        }
    }

    // A function of no roll-up: only where samples have expired do roll-ups stand in for them.
    private SeriesSelection Selection(long fromMs, long toMs) => new([], fromMs, toMs) { Function = "export", RangeMs = 1, MaxSamples = options.Value.MaxSamples };
}
