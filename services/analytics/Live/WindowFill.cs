using System.Runtime.InteropServices;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Live;

/// <summary>
/// How full each window's key is, as far as this writer filled it. Bounded by the series of the last minutes, as
/// <see cref="ForgetBefore"/> is called with every flush. Not safe for concurrent use.
/// </summary>
internal sealed class WindowFill(int maxPerMinute)
{
    private readonly Dictionary<long, Dictionary<SeriesId, int>> _minutes = [];

    /// <summary>How many of the samples still fit; they count as written.</summary>
    public int Reserve(SeriesId series, long minute, int samples)
    {
        ref var filled = ref CollectionsMarshal.GetValueRefOrAddDefault(_minutes, minute, out _);
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(filled ??= [], series, out _);
        var room = Math.Min(samples, maxPerMinute - count);
        count += room;
        return room;
    }

    public void Forget() => _minutes.Clear();

    public void ForgetBefore(long minute)
    {
        foreach (var old in _minutes.Keys.Where(known => known < minute).ToList())
        {
            _minutes.Remove(old);
        }
    }
}
