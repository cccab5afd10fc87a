using System.Collections.Concurrent;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>
/// Series that the history has no room for, each for <see cref="Period"/>: then it is tried again. Holds at most <paramref name="max"/>; the samples of
/// further ones are taken, and found once there is room.
/// </summary>
internal sealed class RefusedSeries(int max)
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<SeriesId, long> _untilMs = [];

    /// <summary>Takes note of a refusal.</summary>
    public void Add(SeriesId series, long nowMs)
    {
        if (_untilMs.Count < max)
        {
            _untilMs[series] = nowMs + (long)Period.TotalMilliseconds;
        }
    }

    /// <summary>Whether samples of the series are refused now.</summary>
    public bool Contains(SeriesId series, long nowMs) => _untilMs.TryGetValue(series, out var untilMs) && nowMs < untilMs;

    /// <summary>Forgets those that are to be tried again.</summary>
    public void Sweep(long nowMs)
    {
        foreach (var (series, untilMs) in _untilMs)
        {
            if (nowMs >= untilMs)
            {
                _untilMs.TryRemove(series, out _);
            }
        }
    }
}
