using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Query;

/// <summary>
/// Brings together what is known of series: samples this instance has not committed yet, the live windows with what other
/// instances have not, and the history. Overlaps vanish; there is no moment at which an accepted sample is in none of the three.
/// </summary>
internal sealed class SampleReader(
    SeriesCatalogue catalogue,
    HistoryBuffer buffer,
    ILiveWindows windows,
    IHistoryStore history,
    RetentionPolicy retention,
    IOptions<LiveOptions> live,
    TimeProvider clock)
{
    // Below it, a second statement costs more than the samples.
    private const long MinimumRollupSpanMs = 2 * ChunkCutter.BlockMs;

    // Of series that are sampled every few seconds the live windows have a sample younger than this.
    private const long RecentMs = 60_000;

    // An answer names so many; the log names each once.
    private const int MostDamagedNamed = 10;

    /// <summary>Reads the series that fit, and remarks on what could not be read, or was read from roll-ups. What is returned holds until the read is released.</summary>
    /// <exception cref="HistoryUnavailableException">What was asked for is in the history, and PostgreSQL does not answer.</exception>
    public async Task<IReadOnlyList<SeriesSamples>> ReadAsync(SeriesSelection selection, QueryRead read, CancellationToken cancellationToken)
    {
        var entries = Select(selection.Matchers, selection.StartMs, selection.EndMs, cancellationToken);
        if (entries.Count > selection.MaxSeries)
        {
            throw new PromEvaluationException($"query processing would load too many series into memory in query execution: {entries.Count} where {selection.MaxSeries} is the most (Query:MaxSeries); narrow the selectors");
        }

        // Instant queries answer in the order of their source.
        LabelOrder.Sort(entries, cancellationToken);
        return await ReadAsync(entries, selection, read, cancellationToken);
    }

    /// <summary>The series that fit and may have samples in a span, in no order.</summary>
    /// <exception cref="HistoryUnavailableException">The series are not known yet.</exception>
    public List<CatalogueEntry> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellationToken) => catalogue.IsLoaded
        ? catalogue.Select(matchers, fromMs, toMs, cancellationToken)
        : throw new HistoryUnavailableException("the catalogue of series is being loaded; try again in a moment", cause: null);

    /// <summary>Reads given series, in their order; those without samples are left out.</summary>
    /// <exception cref="HistoryUnavailableException">What was asked for is in the history, and PostgreSQL does not answer.</exception>
    public async Task<IReadOnlyList<SeriesSamples>> ReadAsync(IReadOnlyList<CatalogueEntry> entries, SeriesSelection selection, QueryRead read, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var samples = entries.ToDictionary(static entry => entry.Id, _ => read.NewColumns());
        var budget = new SampleBudget(selection.MaxSamples);

        // The buffer before the history: a sample that is committed in between is found twice rather than not at all.
        buffer.CopyTo(samples, selection.StartMs, selection.EndMs);
        await ReadLiveAsync(samples, selection, budget, read.Remarks, cancellationToken);
        var rollups = Rollups(selection, samples);
        await ReadHistoryAsync(samples, selection, rollups, budget, read.Remarks, cancellationToken);
        Remark(rollups, read.Remarks);
        var function = RollupFunction.Of(selection);
        return [.. entries.Select(Columns).Where(static series => series.Values.Length > 0)];

        SeriesSamples Columns(CatalogueEntry entry) => rollups is not null && rollups.Buckets.TryGetValue(entry.Id, out var buckets)
            ? SeriesColumns.Of(entry.Labels, samples[entry.Id], buckets, function, isRange: selection.RangeMs > 0)
            : SeriesColumns.Of(entry.Labels, samples[entry.Id]);
    }

    /// <summary>What of the history may be read from roll-ups; null where samples alone are read.</summary>
    private RollupRead? Rollups(SeriesSelection selection, Dictionary<SeriesId, SampleColumns> uncommitted)
    {
        var now = clock.GetUtcNow();
        var function = RollupFunction.Of(selection);
        var exact = function.IsExact && selection.EndMs - selection.StartMs >= MinimumRollupSpanMs ? RollupResolution.For(selection.AlignmentMs) : null;
        var expiredBefore = (now - retention.ShortestSamples).ToUnixTimeMilliseconds();
        if (exact is null && selection.StartMs >= expiredBefore)
        {
            return null;
        }

        var oldest = uncommitted.Values.Min(static columns => columns.OldestMs) ?? long.MaxValue;
        return new RollupRead
        {
            Exact = exact,
            Needs = function.Needs,
            BeforeMs = ChunkCutter.BlockOf(Math.Min(oldest, now.ToUnixTimeMilliseconds())),
            ExpiredBeforeMs = expiredBefore,
            FirstSeenMs = series => catalogue.Find(series)?.FirstSeenMs ?? long.MinValue,
        };
    }

    private static void Remark(RollupRead? rollups, ReadRemarks remarks)
    {
        if (rollups is { IsExactUsed: true, Exact: { } exact })
        {
            remarks.Inform($"PerfMonitor info: settled hours were read from {exact.Name} roll-ups, which give the same answer as the samples (sums up to rounding)");
        }

        foreach (var resolution in rollups?.Approximate ?? [])
        {
            remarks.Inform($"PerfMonitor info: samples that are no longer kept were read from {resolution} roll-ups; where a window does not begin and end at a multiple of {resolution}, or its function needs single samples, the answer is an approximation");
        }

        if (rollups is { LacksGrowth: true })
        {
            remarks.Inform("PerfMonitor info: some of these roll-ups do not tell how a counter grew within them (NaN among the samples, or more falls than a counter has): one value of each stands for its samples, and windows with fewer than two have no answer");
        }
    }

    private void Remark(List<DamagedChunk> damaged, ReadRemarks remarks)
    {
        foreach (var (series, startMs, fault) in damaged.Take(MostDamagedNamed))
        {
            remarks.Warn($"a damaged chunk was left out: {catalogue.Find(series)?.Labels.ToString() ?? series.ToString()} from {DateTimeOffset.FromUnixTimeMilliseconds(startMs):yyyy-MM-ddTHH:mm:ss.fffZ}, {fault}");
        }

        if (damaged.Count > MostDamagedNamed)
        {
            remarks.Warn($"{damaged.Count - MostDamagedNamed} more damaged chunks were left out");
        }
    }

    private async Task ReadLiveAsync(Dictionary<SeriesId, SampleColumns> samples, SeriesSelection selection, SampleBudget budget, ReadRemarks remarks, CancellationToken cancellationToken)
    {
        if (selection.EndMs < OldestLive)
        {
            return;
        }

        try
        {
            await windows.ReadAsync(samples, selection.StartMs, selection.EndMs, budget, cancellationToken);
        }
        catch (LiveUnavailableException failure)
        {
            remarks.Warn($"the live windows were not read, the newest second may be missing: {failure.Message}");
        }
    }

    private async Task ReadHistoryAsync(Dictionary<SeriesId, SampleColumns> samples, SeriesSelection selection, RollupRead? rollups, SampleBudget budget, ReadRemarks remarks, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var range in rollups is null && selection.IsNewestEnough ? Newer(samples, selection) : [new HistoryRange(samples, selection.StartMs, selection.EndMs)])
            {
                await history.ReadAsync(range, budget, rollups, cancellationToken);
                Remark(range.Damaged, remarks);
            }
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
        {
            if (selection.StartMs < OldestLive)
            {
                throw new HistoryUnavailableException($"the history does not answer: {failure.Message}", failure);
            }

            remarks.Warn($"the history was not read, only the live windows: {failure.Message}");
        }
    }

    /// <summary>
    /// Where the newest sample is enough, and is known of most series from the live windows: what the history may have beyond it, and all it has of the
    /// series of which nothing recent is known.
    /// </summary>
    private static IEnumerable<HistoryRange> Newer(Dictionary<SeriesId, SampleColumns> samples, SeriesSelection selection)
    {
        var recentFrom = selection.EndMs - RecentMs;
        var recent = samples.Where(one => one.Value.NewestMs >= recentFrom).ToDictionary();
        if (recent.Count > 0)
        {
            yield return new HistoryRange(recent, recent.Values.Min(static columns => columns.NewestMs)!.Value, selection.EndMs);
        }

        if (recent.Count < samples.Count)
        {
            yield return new HistoryRange(samples.Where(one => !recent.ContainsKey(one.Key)).ToDictionary(), selection.StartMs, selection.EndMs);
        }
    }

    private long OldestLive => (clock.GetUtcNow() - live.Value.Window - TimeSpan.FromMinutes(1)).ToUnixTimeMilliseconds();
}

/// <summary>What was asked for cannot be read at the moment.</summary>
internal sealed class HistoryUnavailableException(string message, Exception? cause) : Exception(message, cause);
