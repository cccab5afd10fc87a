using System.Runtime.InteropServices;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// Samples by what they belong to, in lists that are used again after <see cref="Clear"/>: of the same series come about as many each time. Keeps room
/// for at most <see cref="MaxKept"/> samples. Not safe for concurrent use.
/// </summary>
internal sealed class SamplesBySeries<TKey>
    where TKey : notnull
{
    /// <summary>16 MB, some flushes of a busy instance.</summary>
    public const int MaxKept = 1_000_000;

    private readonly Stack<List<Sample>> _free = [];
    private int _kept;

    /// <summary>The samples, in the order they came.</summary>
    public Dictionary<TKey, List<Sample>> Lists { get; } = [];

    public void Add(TKey key, Sample sample)
    {
        ref var samples = ref CollectionsMarshal.GetValueRefOrAddDefault(Lists, key, out _);
        (samples ??= NewList()).Add(sample);
    }

    /// <summary>Takes everything out and keeps the room it took, as far as the bound goes; lists that were handed out must not be used any more.</summary>
    public void Clear()
    {
        foreach (var samples in Lists.Values)
        {
            if (_kept + samples.Capacity <= MaxKept)
            {
                samples.Clear();
                _kept += samples.Capacity;
                _free.Push(samples);
            }
        }

        Lists.Clear();
    }

    private List<Sample> NewList()
    {
        if (_free.TryPop(out var free))
        {
            _kept -= free.Capacity;
            return free;
        }

        return new List<Sample>(4);
    }
}
