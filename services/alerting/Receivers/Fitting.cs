namespace PerfMonitor.Alerting.Receivers;

/// <summary>Messages with a limit on their length.</summary>
internal static class Fitting
{
    /// <summary>The first message that keeps the limit; where none does, the last, which the caller makes short enough. Composed one by one.</summary>
    public static T First<T>(IEnumerable<T> messages, Func<T, bool> fits)
    {
        T? last = default;
        foreach (var message in messages)
        {
            last = message;
            if (fits(message))
            {
                break;
            }
        }

        return last!;
    }

    /// <summary>Numbers of alerts to try: as many as allowed, then fewer, at last one.</summary>
    public static IEnumerable<int> Fewer(int alerts, int most)
    {
        for (var shown = Math.Min(alerts, most); shown > 0; shown--)
        {
            yield return shown;
        }
    }
}
