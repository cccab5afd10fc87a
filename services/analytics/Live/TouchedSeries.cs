using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Live;

/// <summary>
/// Which series have new samples, for the rules that read them. Gathers until it is asked; holds at most <see cref="Max"/> ids, one for each
/// sample, and stands for "any series" beyond.
/// </summary>
internal sealed class TouchedSeries
{
    private const int Max = 100_000;

    private readonly Lock _gate = new();
    private List<SeriesId> _ids = [];
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
            if (HasRoom(ids?.Count ?? int.MaxValue))
            {
                _ids.AddRange(ids!);
            }

            _signal.TrySetResult();
        }
    }

    /// <summary>Adds the series of samples.</summary>
    public void AddSeriesOf(SeriesSample[] samples)
    {
        lock (_gate)
        {
            if (HasRoom(samples.Length))
            {
                foreach (var sample in samples)
                {
                    _ids.Add(sample.Series);
                }
            }

            _signal.TrySetResult();
        }
    }

    /// <summary>The series touched since the last call, some more than once; null stands for any.</summary>
    public IReadOnlyList<SeriesId>? Take()
    {
        lock (_gate)
        {
            var taken = _any ? null : _ids;
            (_ids, _any) = ([], false);
            _signal = NewSignal();
            return taken;
        }
    }

    private bool HasRoom(int ids)
    {
        if (ids > Max - _ids.Count)
        {
            _any = true;
            _ids.Clear();
        }

        return !_any;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
