using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Live;

/// <summary>
/// Which series have new samples, for the rules that read them. Gathers until it is asked; holds at most <see cref="Max"/> ids, one for each
/// sample, and stands for "any other series too" beyond.
/// </summary>
internal sealed class TouchedSeries
{
    private const int Max = 100_000;

    private readonly Lock _gate = new();
    private readonly Signal _signal = new();
    private List<SeriesId> _ids = [];
    private bool _any;
    private int _rules;

    /// <summary>
    /// Which rules ask, by number; 0 while none does. A series that they do not read (<see cref="Catalogue.CatalogueEntry.UnreadBy"/>) need not be added.
    /// </summary>
    public int Rules => Volatile.Read(ref _rules);

    /// <summary>Other rules ask from now on; returns their number.</summary>
    public int NextRules() => Interlocked.Increment(ref _rules);

    /// <summary>Ends when a series was touched since the last <see cref="Take"/>.</summary>
    public Task Signal => _signal.Task;

    /// <summary>Adds series; null stands for any.</summary>
    public void Add(IReadOnlyList<SeriesId>? ids)
    {
        if (ids is { Count: 0 })
        {
            return;
        }

        lock (_gate)
        {
            if (ids is not null && ids.Count <= Max - _ids.Count)
            {
                _ids.AddRange(ids);
            }
            else
            {
                _any = true;
            }

            _signal.Raise();
        }
    }

    /// <summary>What was touched since the last call.</summary>
    public Touched Take()
    {
        lock (_gate)
        {
            var taken = new Touched(_ids, _any);
            (_ids, _any) = ([], false);
            _signal.Lower();
            return taken;
        }
    }
}

/// <summary>Series with new samples, some more than once.</summary>
/// <param name="Series">Those that are known.</param>
/// <param name="Any">Whether any other series may have some as well.</param>
internal readonly record struct Touched(IReadOnlyList<SeriesId> Series, bool Any);
