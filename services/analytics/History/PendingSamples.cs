using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// The samples of one group commit, by series, and the task that ends when they are durable. Guarded by its owner's lock. Its memory serves the next
/// commit but one, as far as the bounds go: of the same series come about as many each time, and in the same order.
/// </summary>
internal sealed class PendingSamples
{
    /// <summary>Room for samples kept from commit to commit: 16 MB, some commits of a busy instance.</summary>
    public const int MaxKeptSamples = 1_000_000;

    /// <summary>Series kept from commit to commit, about 150 bytes each.</summary>
    public const int MaxKeptSeries = 100_000;

    private readonly Dictionary<SeriesId, SeriesRun> _known = [];
    private readonly List<SeriesRun> _runs = [];
    private SeriesRun? _previous;
    private TaskCompletionSource _committed = NewSignal();

    /// <summary>Ends when the samples are committed.</summary>
    public Task Committed => _committed.Task;

    /// <summary>The samples of each series that has any; bounded by <see cref="HistoryOptions.MaxPendingSamples"/>.</summary>
    public IReadOnlyList<SeriesRun> Runs => _runs;

    /// <summary>Series whose definitions came with the samples, or without any.</summary>
    public HashSet<SeriesId> Announced { get; } = [];

    /// <summary>How many samples there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is nothing to commit.</summary>
    public bool IsEmpty => Count == 0 && Announced.Count == 0;

    public void Add(SeriesId series, Sample sample)
    {
        if (_previous?.Next is not { } run || run.Series != series)
        {
            run = RunOf(series);
            _previous?.Next = run;
        }

        if (run.Samples.Count == 0)
        {
            _runs.Add(run);
        }

        run.Samples.Add(sample);
        _previous = run;
        Count++;
    }

    public void CopyTo(SeriesId series, long fromMs, long toMs, SampleColumns target)
    {
        if (!_known.TryGetValue(series, out var run))
        {
            return;
        }

        foreach (var sample in run.Samples)
        {
            if (sample.TimestampMs >= fromMs && sample.TimestampMs <= toMs)
            {
                target.Add(sample);
            }
        }
    }

    /// <summary>Forgets everything but the memory it took; returns who waits for this one.</summary>
    public TaskCompletionSource Reset()
    {
        var committed = _committed;
        Empty();
        Announced.Clear();
        (Count, _committed) = (0, NewSignal());
        return committed;
    }

    private SeriesRun RunOf(SeriesId series)
    {
        if (!_known.TryGetValue(series, out var run))
        {
            run = new SeriesRun(series);
            _known.Add(series, run);
        }

        return run;
    }

    private void Empty()
    {
        foreach (var run in _runs)
        {
            run.Samples.Clear();
        }

        _runs.Clear();
        if (_known.Count > MaxKeptSeries || _known.Values.Sum(static run => (long)run.Samples.Capacity) > MaxKeptSamples)
        {
            _known.Clear();
            _previous = null;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
