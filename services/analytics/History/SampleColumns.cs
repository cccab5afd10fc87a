using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// The samples of one series as they are found, in two columns. Each store brings runs that are in order; the runs among
/// themselves are not, and overlap where stores do. Bounded by the query's budget of samples.
/// </summary>
internal sealed class SampleColumns
{
    private const int FirstCapacity = 32;

    // Where each run after the first begins.
    private readonly List<int> _laterRuns = [];
    private long[] _timestamps = [];
    private double[] _values = [];

    public int Count { get; private set; }

    /// <summary>The time of the oldest sample; null without one.</summary>
    public long? OldestMs
    {
        get
        {
            var oldest = Count == 0 ? (long?)null : _timestamps[0];
            foreach (var start in _laterRuns)
            {
                oldest = Math.Min(oldest!.Value, _timestamps[start]);
            }

            return oldest;
        }
    }

    public void Add(Sample sample)
    {
        Reserve(1);
        if (Count > 0 && sample.TimestampMs <= _timestamps[Count - 1])
        {
            _laterRuns.Add(Count);
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

        Reserve(header.Count);
        var timestamps = _timestamps.AsSpan(Count, header.Count);
        var values = _values.AsSpan(Count, header.Count);
        var fault = ChunkCodec.TryDecode(chunk, timestamps, values, out var decoded);
        if (decoded == 0)
        {
            return fault;
        }

        var first = header.FirstTimestampMs >= fromMs ? 0 : FirstAtOrAfter(timestamps, fromMs);
        added = (header.LastTimestampMs <= toMs ? decoded : FirstAtOrAfter(timestamps, toMs + 1)) - first;
        if (added == 0)
        {
            return fault;
        }

        if (first > 0)
        {
            timestamps[first..].CopyTo(timestamps);
            values[first..].CopyTo(values);
        }

        if (Count > 0 && timestamps[0] <= _timestamps[Count - 1])
        {
            _laterRuns.Add(Count);
        }

        Count += added;
        return fault;
    }

    /// <summary>Puts all in order of time, each millisecond once, as <see cref="SampleOrder"/> chooses; the columns hold until the next sample is added.</summary>
    public (ReadOnlyMemory<long> TimestampsMs, ReadOnlyMemory<double> Values) InOrder()
    {
        if (_laterRuns.Count > 0)
        {
            MergeRuns();
        }

        return (_timestamps.AsMemory(0, Count), _values.AsMemory(0, Count));
    }

    /// <summary>Takes the runs by their first sample. Most follow the one before; where one does not, it and what it overlaps are merged.</summary>
    private void MergeRuns()
    {
        List<Range> runs = [.. _laterRuns.Prepend(0).Zip(_laterRuns.Append(Count), static (start, end) => start..end)];
        runs.Sort((a, b) => _timestamps[a.Start.Value].CompareTo(_timestamps[b.Start.Value]));
        var merged = new SampleColumns { _timestamps = new long[Count], _values = new double[Count] };
        foreach (var run in runs)
        {
            merged.AddRun(_timestamps.AsSpan(run), _values.AsSpan(run));
        }

        (_timestamps, _values, Count) = (merged._timestamps, merged._values, merged.Count);
        _laterRuns.Clear();
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

        var capacity = Math.Max(Count + count, Math.Max(FirstCapacity, _timestamps.Length * 2));
        Array.Resize(ref _timestamps, capacity);
        Array.Resize(ref _values, capacity);
    }

    private static int FirstAtOrAfter(ReadOnlySpan<long> timestamps, long timestampMs)
    {
        var found = timestamps.BinarySearch(timestampMs);
        return found >= 0 ? found : ~found;
    }
}
