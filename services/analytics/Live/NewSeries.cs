using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Live;

/// <summary>Series that this instance was the first to hear of, until the others are told. Holds at most <see cref="Max"/>; PostgreSQL tells of the rest.</summary>
internal sealed class NewSeries(AnalyticsMetrics metrics)
{
    public const int Max = 50_000;

    private readonly Lock _gate = new();
    private readonly Signal _arrived = new();
    private List<SeriesDefinition> _waiting = [];

    /// <summary>Ends when some wait.</summary>
    public Task Arrived => _arrived.Task;

    public void Add(SeriesDefinition series)
    {
        lock (_gate)
        {
            if (_waiting.Count < Max)
            {
                _waiting.Add(series);
                _arrived.Raise();
                return;
            }
        }

        metrics.SeriesNotAnnounced.Add(1);
    }

    /// <summary>Takes out what waits.</summary>
    public IReadOnlyList<SeriesDefinition> Take()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            _arrived.Lower();
            return taken;
        }
    }
}
