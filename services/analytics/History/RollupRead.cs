using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// What a read may take from roll-ups, and what it took. Where the samples of a block are there, roll-ups stand in for them only if
/// the answer stays the same; where they have expired, the finest roll-ups that are kept are better than nothing.
/// </summary>
internal sealed class RollupRead
{
    // Bounded by the blocks of the query's series and range.
    private readonly Dictionary<SeriesId, HashSet<long>> _blocks = [];

    /// <summary>The resolution that gives the same answer as the samples; null where none does.</summary>
    public RollupResolution? Exact { get; init; }

    /// <summary>What the buckets must tell exactly for that, and whether stale markers among them do not matter.</summary>
    public RollupWorth Needs { get; init; }

    /// <summary>Blocks from here on are read as samples: some of them are not committed yet.</summary>
    public required long BeforeMs { get; init; }

    /// <summary>Blocks that end before this may have lost their samples to the retention.</summary>
    public required long ExpiredBeforeMs { get; init; }

    /// <summary>Where each series begins, as far as the catalogue knows.</summary>
    public required Func<SeriesId, long> FirstSeenMs { get; init; }

    /// <summary>The buckets found.</summary>
    public Dictionary<SeriesId, List<RollupBucket>> Buckets { get; } = [];

    /// <summary>Whether some stand in for samples with the same answer.</summary>
    public bool IsExactUsed { get; private set; }

    /// <summary>The resolutions that stand in for samples that are no longer kept.</summary>
    public SortedSet<string> Approximate { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether growth was asked for, and some that stand in for samples that are no longer kept do not tell it.</summary>
    public bool LacksGrowth { get; private set; }

    /// <summary>The blocks answered from roll-ups, as two columns of equal length.</summary>
    public (long[] Series, long[] Blocks) Answered() => (
        [.. _blocks.SelectMany(static one => one.Value.Select(_ => one.Key.ToInt64()))],
        [.. _blocks.SelectMany(static one => one.Value)]);

    public bool IsAnswered(SeriesId series, long block) => _blocks.TryGetValue(series, out var blocks) && blocks.Contains(block);

    /// <summary>The first block of a series that samples have to be read of: those before it are answered, or before its beginning.</summary>
    public long FirstUnanswered(SeriesId series, long fromMs)
    {
        if (!_blocks.TryGetValue(series, out var blocks))
        {
            return fromMs;
        }

        var block = ChunkCutter.BlockOf(Math.Max(fromMs, FirstSeenMs(series)));
        if (!blocks.Contains(block))
        {
            return fromMs;
        }

        while (blocks.Contains(block))
        {
            block += ChunkCutter.BlockMs;
        }

        return block;
    }

    /// <summary>Takes a block's buckets that answer as its samples would, those that end within a range, both ends inclusive; returns how many.</summary>
    public int Take(SeriesId series, long block, IEnumerable<RollupBucket> buckets, long fromMs, long toMs)
    {
        IsExactUsed = true;
        return Add(series, block, buckets, fromMs, toMs);
    }

    /// <summary>The same for a block whose samples are gone, whatever its buckets tell.</summary>
    public int TakeExpired(SeriesId series, long block, RollupWorth worth, IEnumerable<RollupBucket> buckets, long fromMs, long toMs, RollupResolution resolution)
    {
        var lacksGrowth = Needs.Exactness == RollupExactness.Growth && worth.Exactness < RollupExactness.Growth;

        // The last sample of each alone: a first one that repeats it would say that the series stood still. The moment that a block begins with ends the
        // last bucket of the one before; beside that one's last sample it would pass a step of the counter off as the growth of an hour.
        var taken = lacksGrowth
            ? Add(series, block, from bucket in buckets where bucket.LastMs > block select bucket with { FirstMs = bucket.LastMs, Count = 1 }, fromMs, toMs)
            : Add(series, block, buckets, fromMs, toMs);
        if (taken > 0)
        {
            Approximate.Add(resolution.Name);
            LacksGrowth |= lacksGrowth;
        }

        return taken;
    }

    private int Add(SeriesId series, long block, IEnumerable<RollupBucket> buckets, long fromMs, long toMs)
    {
        ref var blocks = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_blocks, series, out _);
        (blocks ??= []).Add(block);
        ref var taken = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(Buckets, series, out _);
        taken ??= [];
        var before = taken.Count;
        taken.AddRange(buckets.Where(bucket => bucket.LastMs >= fromMs && bucket.LastMs <= toMs));
        return taken.Count - before;
    }
}
