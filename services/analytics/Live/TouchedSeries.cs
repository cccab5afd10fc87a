using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Live;

/// <summary>
/// Which series have new samples, for the rules that read them. Gathers until it is asked; holds at most <see cref="Max"/> ids
/// and stands for "any series" beyond.
/// </summary>
internal sealed class TouchedSeries
{
    private const int Max = 100_000;

    private readonly Lock _gate = new();
    private HashSet<SeriesId> _ids = [];
    private bool _any;
    private TaskCompletionSource _signal = NewSignal();

    /// <summary>Ends when a series was touched since the last <see cref="Take"/>.</summary>
    public Task Signal
    {
        get
        {
            lock (_gate)
            {
                return _signal.Task;
            }
        }
    }

    /// <summary>Adds series; null stands for any.</summary>
    public void Add(IReadOnlyList<SeriesId>? ids)
    {
        lock (_gate)
        {
            if (ids is null || _ids.Count + ids.Count > Max)
            {
                _any = true;
                _ids.Clear();
            }
            else if (!_any)
            {
                _ids.UnionWith(ids);
            }

            _signal.TrySetResult();
        }
    }

    /// <summary>The series touched since the last call; null stands for any.</summary>
    public IReadOnlySet<SeriesId>? Take()
    {
        lock (_gate)
        {
            var taken = _any ? null : _ids;
            (_ids, _any) = ([], false);
            _signal = NewSignal();
            return taken;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
