using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// The samples of one series as they are found, in two columns. Each store brings runs that are in order; the runs among
/// themselves are not, and overlap where stores do. Bounded by the query's budget of samples.
/// </summary>
internal sealed class SampleColumns
{
    // 32 MB of each: two queries over a thousand series and six hours.
    private static readonly ColumnPool<long> TimestampPool = new(4 * 1024 * 1024);
    private static readonly ColumnPool<double> ValuePool = new(4 * 1024 * 1024);

    // Where each run begins: a chunk, or single samples that ascend. Kept apart even where one follows the other, since a run
    // of another store may belong in between.
    private readonly List<int> _runs = [];
    private bool _lastIsChunk;
    private bool _isOrdered = true;
    private long[] _timestamps = [];
    private double[] _values = [];

    // All samples, as long as they are a part of one chunk that is held decoded: it is read where it is, and copied when others come.
    private ReadOnlyMemory<long> _sharedTimestamps;
    private ReadOnlyMemory<double> _sharedValues;

    public int Count { get; private set; }

    /// <summary>The time of the oldest sample; null without one.</summary>
    public long? OldestMs
    {
        get
        {
            long? oldest = _sharedTimestamps.IsEmpty ? null : _sharedTimestamps.Span[0];
            foreach (var start in _runs)
            {
                oldest = Math.Min(oldest ?? long.MaxValue, _timestamps[start]);
            }

            return oldest;
        }
    }

    /// <summary>The time of the newest sample; null without one.</summary>
    public long? NewestMs
    {
        get
        {
            long? newest = _sharedTimestamps.IsEmpty ? null : _sharedTimestamps.Span[^1];
            for (var run = 0; run < _runs.Count; run++)
            {
                var end = run + 1 < _runs.Count ? _runs[run + 1] : Count;
                newest = Math.Max(newest ?? long.MinValue, _timestamps[end - 1]);
            }

            return newest;
        }
    }

    public void Add(Sample sample)
    {
        Unshare();
        Reserve(1);
        if (Count == 0 || _lastIsChunk || sample.TimestampMs <= _timestamps[Count - 1])
        {
            BeginRun(sample.TimestampMs, isChunk: false);
        }

        (_timestamps[Count], _values[Count]) = sample;
        Count++;
    }

    /// <summary>Decodes a chunk and adds its samples of a span of time, both ends inclusive; nothing is added of a damaged one.</summary>
    public ChunkFault Add(ReadOnlySpan<byte> chunk, long fromMs, long toMs, out int added)
    {
        added = 0;
        if (ChunkHeader.TryRead(chunk, out var header) != ChunkFault.None)
        {
            // A flipped bit in the header is a checksum fault before it is anything else.
            return ChunkCodec.Verify(chunk);
        }

        return header.FirstTimestampMs >= fromMs && header.LastTimestampMs <= toMs
            ? AddWhole(chunk, header.Count, out added)
            : AddPart(chunk, header.Count, fromMs, toMs, out added);
    }

    /// <summary>Adds the samples of a span of time of a chunk that is held decoded, both ends inclusive; returns how many.</summary>
    public int Add(DecodedChunk chunk, long fromMs, long toMs)
    {
        var first = FirstAtOrAfter(chunk.TimestampsMs, fromMs);
        var added = (toMs == long.MaxValue ? chunk.TimestampsMs.Length : FirstAtOrAfter(chunk.TimestampsMs, toMs + 1)) - first;
        if (added <= 0)
        {
            return 0;
        }

        if (Count == 0)
        {
            (_sharedTimestamps, _sharedValues, Count) = (chunk.TimestampsMs.AsMemory(first, added), chunk.Values.AsMemory(first, added), added);
            return added;
        }

        Unshare();
        AppendRun(chunk.TimestampsMs.AsSpan(first, added), chunk.Values.AsSpan(first, added));
        return added;
    }

    /// <summary>Puts all in order of time, each millisecond once, as <see cref="SampleOrder"/> chooses; the columns hold until the next sample is added.</summary>
    public (ReadOnlyMemory<long> TimestampsMs, ReadOnlyMemory<double> Values) InOrder()
    {
        if (!_sharedTimestamps.IsEmpty)
        {
            return (_sharedTimestamps, _sharedValues);
        }

        if (!_isOrdered)
        {
            MergeRuns();
        }

        return (_timestamps.AsMemory(0, Count), _values.AsMemory(0, Count));
    }

    /// <summary>Gives the memory back; nothing may read what <see cref="InOrder"/> returned after that.</summary>
    public void Release()
    {
        TimestampPool.Return(_timestamps);
        ValuePool.Return(_values);
        (_timestamps, _values) = ([], []);
    }

    /// <summary>Takes the runs by their first sample. Most follow the one before; where one does not, it and what it overlaps are merged.</summary>
    private void MergeRuns()
    {
        List<Range> runs = [.. _runs.Zip(_runs.Skip(1).Append(Count), static (start, end) => start..end)];
        runs.Sort((a, b) => _timestamps[a.Start.Value].CompareTo(_timestamps[b.Start.Value]));
        var merged = new SampleColumns { _timestamps = TimestampPool.Rent(Count), _values = ValuePool.Rent(Count) };
        foreach (var run in runs)
        {
            merged.AddRun(_timestamps.AsSpan(run), _values.AsSpan(run));
        }

        Release();
        (_timestamps, _values, Count) = (merged._timestamps, merged._values, merged.Count);
        _runs.RemoveRange(1, _runs.Count - 1);
        _isOrdered = true;
    }

    private void Unshare()
    {
        if (_sharedTimestamps.IsEmpty)
        {
            return;
        }

        var (timestamps, values) = (_sharedTimestamps, _sharedValues);
        (_sharedTimestamps, _sharedValues, Count) = (default, default, 0);
        AppendRun(timestamps.Span, values.Span);
    }

    private void AppendRun(ReadOnlySpan<long> timestamps, ReadOnlySpan<double> values)
    {
        Reserve(timestamps.Length);
        timestamps.CopyTo(_timestamps.AsSpan(Count));
        values.CopyTo(_values.AsSpan(Count));
        BeginRun(timestamps[0], isChunk: true);
        Count += timestamps.Length;
    }

    private ChunkFault AddWhole(ReadOnlySpan<byte> chunk, int count, out int added)
    {
        Unshare();
        Reserve(count);
        var fault = ChunkCodec.TryDecode(chunk, _timestamps.AsSpan(Count), _values.AsSpan(Count), out added);
        if (added > 0)
        {
            BeginRun(_timestamps[Count], isChunk: true);
            Count += added;
        }

        return fault;
    }

    /// <summary>Decodes beside the columns: of a block of six hours a query may need a few minutes, and room for no more.</summary>
    private ChunkFault AddPart(ReadOnlySpan<byte> chunk, int count, long fromMs, long toMs, out int added)
    {
        var (timestamps, values) = (TimestampPool.Rent(count), ValuePool.Rent(count));
        var fault = ChunkCodec.TryDecode(chunk, fromMs, toMs, timestamps, values, out var part);
        added = part.End.Value - part.Start.Value;
        if (added > 0)
        {
            Unshare();
            AppendRun(timestamps.AsSpan(part), values.AsSpan(part));
        }

        TimestampPool.Return(timestamps);
        ValuePool.Return(values);
        return fault;
    }

    private void BeginRun(long timestampMs, bool isChunk)
    {
        _isOrdered &= Count == 0 || timestampMs > _timestamps[Count - 1];
        _lastIsChunk = isChunk;
        _runs.Add(Count);
    }

    private void AddRun(ReadOnlySpan<long> timestamps, ReadOnlySpan<double> values)
    {
        var overlap = Count == 0 || timestamps[0] > _timestamps[Count - 1] ? Count : FirstAtOrAfter(_timestamps.AsSpan(0, Count), timestamps[0]);
        if (overlap == Count)
        {
            timestamps.CopyTo(_timestamps.AsSpan(Count));
            values.CopyTo(_values.AsSpan(Count));
            Count += timestamps.Length;
            return;
        }

        var tail = new List<Sample>(Count - overlap + timestamps.Length);
        for (var i = overlap; i < Count; i++)
        {
            tail.Add(new Sample(_timestamps[i], _values[i]));
        }

        for (var i = 0; i < timestamps.Length; i++)
        {
            tail.Add(new Sample(timestamps[i], values[i]));
        }

        SampleOrder.Normalize(tail);
        Count = overlap;
        foreach (var sample in tail)
        {
            (_timestamps[Count], _values[Count]) = sample;
            Count++;
        }
    }

    private void Reserve(int count)
    {
        if (_timestamps.Length - Count >= count)
        {
            return;
        }

        var (timestamps, values) = (TimestampPool.Rent(Count + count), ValuePool.Rent(Count + count));
        _timestamps.AsSpan(0, Count).CopyTo(timestamps);
        _values.AsSpan(0, Count).CopyTo(values);
        Release();
        (_timestamps, _values) = (timestamps, values);
    }

    private static int FirstAtOrAfter(ReadOnlySpan<long> timestamps, long timestampMs)
    {
        var found = timestamps.BinarySearch(timestampMs);
        return found >= 0 ? found : ~found;
    }
}
