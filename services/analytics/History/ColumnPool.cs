using System.Numerics;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// Arrays that queries read into, kept for the next query: a wide one needs tens of megabytes for a fraction of a second, which
/// is what garbage collection is worst at. Keeps at most <paramref name="maxElements"/> elements; further arrays are let go.
/// </summary>
internal sealed class ColumnPool<T>(long maxElements)
    where T : unmanaged
{
    private const int SmallestBits = 5;

    private readonly Lock _gate = new();

    // By the power of two that is their length.
    private readonly Stack<T[]>[] _kept = [.. Enumerable.Range(0, 32).Select(static _ => new Stack<T[]>())];
    private long _elements;

    /// <summary>How many elements lie ready.</summary>
    public long Elements
    {
        get
        {
            lock (_gate)
            {
                return _elements;
            }
        }
    }

    /// <summary>An array of at least the given length, with whatever was in it.</summary>
    public T[] Rent(int length)
    {
        var bits = Math.Max(SmallestBits, BitOperations.Log2((uint)Math.Max(1, length - 1)) + 1);
        lock (_gate)
        {
            if (_kept[bits].TryPop(out var array))
            {
                _elements -= array.Length;
                return array;
            }
        }

        return GC.AllocateUninitializedArray<T>(1 << bits);
    }

    public void Return(T[] array)
    {
        if (array.Length < 1 << SmallestBits)
        {
            return;
        }

        lock (_gate)
        {
            if (_elements + array.Length <= maxElements)
            {
                _elements += array.Length;
                _kept[BitOperations.Log2((uint)array.Length)].Push(array);
            }
        }
    }
}
