using System.Runtime.InteropServices;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>The samples of one group commit, by series, and the task that ends when they are durable. Guarded by its owner's lock.</summary>
internal sealed class PendingSamples
{
    private readonly TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the samples are committed.</summary>
    public Task Committed => _committed.Task;

    /// <summary>The samples, in the order they came; bounded by <see cref="HistoryOptions.MaxPendingSamples"/>.</summary>
    public Dictionary<SeriesId, List<Sample>> BySeries { get; } = [];

    /// <summary>Series whose definitions came with the samples, or without any.</summary>
    public HashSet<SeriesId> Announced { get; } = [];

    /// <summary>How many samples there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is nothing to commit.</summary>
    public bool IsEmpty => Count == 0 && Announced.Count == 0;

    public void Add(SeriesId series, Sample sample)
    {
        ref var samples = ref CollectionsMarshal.GetValueRefOrAddDefault(BySeries, series, out _);
        (samples ??= new List<Sample>(4)).Add(sample);
        Count++;
    }

    public void CopyTo(SeriesId series, long fromMs, long toMs, SampleColumns target)
    {
        if (!BySeries.TryGetValue(series, out var samples))
        {
            return;
        }

        foreach (var sample in samples)
        {
            if (sample.TimestampMs >= fromMs && sample.TimestampMs <= toMs)
            {
                target.Add(sample);
            }
        }
    }

    public void Complete() => _committed.TrySetResult();
}
