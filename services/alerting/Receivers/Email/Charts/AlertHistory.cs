using PerfMonitor.Alerting.Alerts;

namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>What an alert is about, over a time.</summary>
/// <param name="From">Begin of the time.</param>
/// <param name="To">Its end.</param>
/// <param name="Points">Values in the order of time; where there was none, there is no point.</param>
internal sealed record AlertHistory(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<(DateTimeOffset At, double Value)> Points)
{
    // Of an alert that lasts for days the newest is worth more than how it began.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private static readonly TimeSpan Before = TimeSpan.FromHours(1);

    // As many as a chart of this width can show.
    private const int MostPoints = 240;

    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(15);

    /// <summary>From an hour before the alert fired until its end, or until now while it lasts.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Span(Alert alert, DateTimeOffset now)
    {
        var to = alert.EndsAt ?? (now > alert.StartsAt ? now : alert.StartsAt);
        var from = alert.StartsAt - Before;
        return (to - from > Longest ? to - Longest : from, to);
    }

    /// <summary>The time between two points.</summary>
    public static TimeSpan Step(DateTimeOffset from, DateTimeOffset to) => (to - from) / MostPoints is var step && step > ShortestStep ? step : ShortestStep;
}
