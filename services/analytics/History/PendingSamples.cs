using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>The samples of one group commit, by series, and the task that ends when they are durable. Guarded by its owner's lock.</summary>
internal sealed class PendingSamples
{
    private readonly SamplesBySeries<SeriesId> _samples = new();
    private TaskCompletionSource _committed = NewSignal();

    /// <summary>Ends when the samples are committed.</summary>
    public Task Committed => _committed.Task;

    /// <summary>The samples, in the order they came; bounded by <see cref="HistoryOptions.MaxPendingSamples"/>.</summary>
    public IReadOnlyDictionary<SeriesId, List<Sample>> BySeries => _samples.Lists;

    /// <summary>Series whose definitions came with the samples, or without any.</summary>
    public HashSet<SeriesId> Announced { get; } = [];

    /// <summary>How many samples there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is nothing to commit.</summary>
    public bool IsEmpty => Count == 0 && Announced.Count == 0;

    public void Add(SeriesId series, Sample sample)
    {
        _samples.Add(series, sample);
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

    /// <summary>Forgets everything and keeps its memory for the next commit but one; returns who waits for this one.</summary>
    public TaskCompletionSource Reset()
    {
        var committed = _committed;
        _samples.Clear();
        Announced.Clear();
        (Count, _committed) = (0, NewSignal());
        return committed;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
