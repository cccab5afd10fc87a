using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>Series that the catalogue had no room for, until their senders are told. Holds at most <see cref="Max"/>; the rest is told when they are defined again.</summary>
internal sealed class RefusedSeries
{
    public const int Max = 100_000;

    private readonly Lock _gate = new();
    private readonly Signal _arrived = new();
    private HashSet<SeriesId> _waiting = [];

    /// <summary>Ends when some wait.</summary>
    public Task Arrived => _arrived.Task;

    public void Add(SeriesId series)
    {
        lock (_gate)
        {
            if (_waiting.Count < Max)
            {
                _waiting.Add(series);
                _arrived.Raise();
            }
        }
    }

    /// <summary>Takes out what waits.</summary>
    public IReadOnlyCollection<SeriesId> Take()
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
