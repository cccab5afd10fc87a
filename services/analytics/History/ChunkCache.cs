using Microsoft.Extensions.Options;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// Settled chunks that queries have decoded, for the next query: decoding a block of six hours costs far more than reading the few minutes
/// that most queries need of it. PostgreSQL says with each query which chunks there are; a chunk that was written anew has another key. Bounded
/// by <see cref="HistoryOptions.ChunkCacheMegabytes"/>; what was not asked for the longest goes first.
/// </summary>
internal sealed class ChunkCache(IOptions<HistoryOptions> options)
{
    // Besides the samples: key, links, array headers.
    private const int EntryBytes = 200;

    private readonly Lock _gate = new();
    private readonly long _maxBytes = options.Value.ChunkCacheMegabytes * 1024L * 1024L;
    private readonly Dictionary<ChunkKey, LinkedListNode<Entry>> _entries = [];

    // More than half of a large query's worth; beyond, all are forgotten.
    private const int MaxNoted = 50_000;

    // Chunks that a small part was read of, and that are not held. Bounded by MaxNoted.
    private readonly HashSet<ChunkKey> _noted = [];

    // How many chunks of each series are held.
    private readonly Dictionary<SeriesId, int> _series = [];

    // The one asked for last in front.
    private readonly LinkedList<Entry> _order = [];
    private long _bytes;

    /// <summary>What the chunks held take.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Whether most of some series have chunks here, so that it is worth asking for keys before data.</summary>
    public bool HoldsMostOf(IReadOnlyCollection<SeriesId> series)
    {
        lock (_gate)
        {
            return _entries.Count * 2 >= series.Count && series.Count(_series.ContainsKey) * 2 > series.Count;
        }
    }

    /// <summary>Whether chunks with so many samples may be kept without pushing out most of what others ask for.</summary>
    public bool HasRoomFor(double samples) => samples * 16 <= _maxBytes / 2;

    /// <summary>
    /// Whether a chunk of which a small part is read is worth decoding whole: when it is asked for again. The first time the part alone costs less.
    /// </summary>
    public bool IsAskedAgain(ChunkKey key)
    {
        lock (_gate)
        {
            if (_noted.Remove(key))
            {
                return true;
            }

            if (_noted.Count == MaxNoted)
            {
                _noted.Clear();
            }

            _noted.Add(key);
            return false;
        }
    }

    public DecodedChunk? Find(ChunkKey key)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                return null;
            }

            _order.Remove(node);
            _order.AddFirst(node);
            return node.Value.Chunk;
        }
    }

    public void Add(ChunkKey key, DecodedChunk chunk)
    {
        lock (_gate)
        {
            if (_entries.ContainsKey(key))
            {
                return;
            }

            _entries[key] = _order.AddFirst(new Entry(key, chunk));
            _series[key.Series] = _series.GetValueOrDefault(key.Series) + 1;
            _bytes += Size(chunk);
            while (_bytes > _maxBytes)
            {
                RemoveOldest();
            }
        }
    }

    private void RemoveOldest()
    {
        var (key, chunk) = _order.Last!.Value;
        _order.RemoveLast();
        _entries.Remove(key);
        _bytes -= Size(chunk);
        if (--_series[key.Series] == 0)
        {
            _series.Remove(key.Series);
        }
    }

    private static long Size(DecodedChunk chunk) => (chunk.Values.Length * 16L) + EntryBytes;

    private readonly record struct Entry(ChunkKey Key, DecodedChunk Chunk);
}

/// <summary>
/// A version of a stored chunk. A transaction writes at most one chunk of a series with a given start, and a row is never changed in its data,
/// so its <c>xmin</c> (the low 32 bits of the transaction) tells versions apart: to be mistaken, a series' block would have to be written anew
/// exactly four thousand million transactions after the version that is held.
/// </summary>
internal readonly record struct ChunkKey(SeriesId Series, long StartMs, uint Writer);

/// <summary>A chunk's samples as two columns of equal length, which nobody changes.</summary>
internal sealed record DecodedChunk(long[] TimestampsMs, double[] Values)
{
    /// <summary>Decodes a chunk; null with the fault where it is damaged.</summary>
    public static DecodedChunk? Of(ReadOnlySpan<byte> chunk, out ChunkFault fault)
    {
        if (ChunkHeader.TryRead(chunk, out var header) != ChunkFault.None)
        {
            // A flipped bit in the header is a checksum fault before it is anything else.
            fault = ChunkCodec.Verify(chunk);
            return null;
        }

        var decoded = new DecodedChunk(GC.AllocateUninitializedArray<long>(header.Count), GC.AllocateUninitializedArray<double>(header.Count));
        fault = ChunkCodec.TryDecode(chunk, decoded.TimestampsMs, decoded.Values, out _);
        return fault == ChunkFault.None ? decoded : null;
    }
}
