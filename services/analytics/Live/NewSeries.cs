using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Live;

/// <summary>
/// What this instance was the first to know of series, until the others are told: which are new, and which go on in an hour that they did not reach
/// before. Holds at most <see cref="Max"/> of each; PostgreSQL tells of the rest.
/// </summary>
internal sealed class NewSeries(AnalyticsMetrics metrics)
{
    public const int Max = 50_000;

    private readonly Lock _gate = new();
    private readonly Signal _arrived = new();
    private List<SeriesDefinition> _added = [];
    private List<SeriesId> _continued = [];
    private long _untilMs = long.MinValue;

    /// <summary>Ends when some wait.</summary>
    public Task Arrived => _arrived.Task;

    /// <summary>A series that nobody knew.</summary>
    public void Add(SeriesDefinition series)
    {
        lock (_gate)
        {
            if (TryAdd(_added, series))
            {
                return;
            }
        }

        metrics.SeriesNotAnnounced.Add(1);
    }

    /// <summary>A series that others know, with a sample in a later hour than they know of: they would not look for it there.</summary>
    public void Continue(SeriesId series, long timestampMs)
    {
        lock (_gate)
        {
            if (TryAdd(_continued, series))
            {
                _untilMs = Math.Max(_untilMs, timestampMs);
                return;
            }
        }

        metrics.SeriesNotAnnounced.Add(1);
    }

    /// <summary>Takes out what waits.</summary>
    public SeriesNews Take()
    {
        lock (_gate)
        {
            var taken = new SeriesNews(_added, _continued, _untilMs);
            (_added, _continued, _untilMs) = ([], [], long.MinValue);
            _arrived.Lower();
            return taken;
        }
    }

    private bool TryAdd<T>(List<T> waiting, T one)
    {
        if (waiting.Count == Max)
        {
            return false;
        }

        waiting.Add(one);
        _arrived.Raise();
        return true;
    }
}

/// <summary>What others are told of series.</summary>
/// <param name="Added">Those that are new.</param>
/// <param name="Continued">Those that go on in an hour that they did not reach before.</param>
/// <param name="UntilMs">The newest moment of a sample among the latter.</param>
internal readonly record struct SeriesNews(IReadOnlyList<SeriesDefinition> Added, IReadOnlyList<SeriesId> Continued, long UntilMs)
{
    public bool IsEmpty => Added.Count == 0 && Continued.Count == 0;
}
