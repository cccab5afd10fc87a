namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Remembers the episodes of a series. Two things follow from it: within an episode only what goes clearly beyond it is news,
/// and what a series does often, or every day at this time, is less of a wonder. See docs/algorithms/ensemble.md.
/// </summary>
internal sealed class EpisodeMemory
{
    /// <summary>What doing the like often takes off: this times ln(1 + times).</summary>
    public const double Habituation = 0.5;

    /// <summary>What each day with the like at this time takes off, once there are two of the last seven; at most for three.</summary>
    public const double DailyHabit = 1;

    /// <summary>Within an episode, news must be this many times what was news before.</summary>
    public const double News = 1.25;

    /// <summary>An episode has ended when nothing was news for this share of the samples seen.</summary>
    public const double QuietShare = 0.05;

    /// <summary>An episode lasts at least this many samples.</summary>
    public const int ShortestQuiet = 30;

    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;
    private const int DaysBack = 7;
    private const int FewestDays = 2;
    private const int MostDays = 3;

    // Smaller surprises are not worth looking up.
    private const double LeastHabitual = 2;

    // An earlier episode is like one that reached this share of it.
    private const double Alike = 0.8;

    // The oldest of more are forgotten.
    private const int Kept = 256;

    private readonly float[] _heights = new float[Kept];
    private readonly long[] _times = new long[Kept];
    private int _episodes;
    private double _height;
    private long _seen, _ends, _peakMs;

    /// <summary>The surprise less what is owed to habit, and whether it is news. The surprise is taken in.</summary>
    public (double Surprise, bool IsNews) Observe(long timestampMs, double surprise)
    {
        if (_seen > _ends && _height > 0) Close();
        double left = surprise < LeastHabitual ? surprise : Math.Max(0, surprise - Habit(timestampMs, surprise));
        bool isNews = left > 0 && surprise > News * _height;
        if (isNews)
        {
            (_height, _peakMs) = (surprise, timestampMs);
            _ends = _seen + Math.Max(ShortestQuiet, (long)(QuietShare * _seen));
        }

        _seen++;
        return (left, isNews);
    }

    private double Habit(long timestampMs, double surprise)
    {
        int times = 0;
        uint days = 0;
        float least = (float)(Alike * surprise);
        for (int i = Math.Min(_episodes, Kept) - 1; i >= 0; i--)
        {
            if (_heights[i] < least) continue;
            times++;
            days |= DayBit(timestampMs - _times[i]);
        }

        int count = Math.Min(MostDays, System.Numerics.BitOperations.PopCount(days));
        return Habituation * Math.Log(1 + times) + (count >= FewestDays ? DailyHabit * count : 0);
    }

    /// <summary>A bit for how many whole days ago, give or take an hour; none for other distances.</summary>
    private static uint DayBit(long ago)
    {
        long days = (ago + DayMs / 2) / DayMs;
        return days is >= 1 and <= DaysBack && Math.Abs(ago - days * DayMs) <= HourMs ? 1u << (int)days : 0;
    }

    private void Close()
    {
        int slot = _episodes++ % Kept;
        (_heights[slot], _times[slot]) = ((float)_height, _peakMs);
        _height = 0;
    }
}
