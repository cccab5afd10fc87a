namespace PerfMonitor.Reporting.Reports;

/// <summary>A stretch of time in which every check said the same.</summary>
internal readonly record struct StateSpan(DateTimeOffset From, DateTimeOffset To, bool Up, int Checks)
{
    public TimeSpan Length => To - From;
}

/// <summary>
/// Turns single checks into stretches of up and down. A check speaks for the time until the next one; when the next
/// one is missing, for one interval, and what follows is unknown.
/// </summary>
internal static class StateHistory
{
    // Late by more than this many intervals is missing.
    private const double Patience = 2.5;
    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(30);

    /// <param name="points">1 for a check that succeeded, in order of time.</param>
    /// <param name="period">Nothing outside of it is told.</param>
    /// <param name="window">The window each point stands for, ending at its time; null for single checks.</param>
    public static IReadOnlyList<StateSpan> Of(IReadOnlyList<MetricPoint> points, ReportPeriod period, TimeSpan? window)
    {
        var checks = points.Where(point => double.IsFinite(point.Value)).ToList();
        var interval = window ?? Interval(checks);
        var shift = window ?? TimeSpan.Zero;
        var spans = new List<StateSpan>();
        for (var i = 0; i < checks.Count; i++)
        {
            var from = Time(checks[i]) - shift;
            var next = i + 1 < checks.Count ? Time(checks[i + 1]) - shift : DateTimeOffset.MaxValue;
            var to = next - from <= interval * Patience ? next : from + interval;
            Append(spans, Clip(new StateSpan(from, to, checks[i].Value >= 0.5, 1), period));
        }

        return spans;
    }

    /// <summary>The usual distance of two checks: the median, which a pause does not move.</summary>
    public static TimeSpan Interval(IReadOnlyList<MetricPoint> checks)
    {
        var distances = checks.Zip(checks.Skip(1), (a, b) => b.TimestampMs - a.TimestampMs).Where(distance => distance > 0).Order().ToList();
        return distances.Count == 0 ? UsualInterval : TimeSpan.FromMilliseconds(distances[distances.Count / 2]);
    }

    private static void Append(List<StateSpan> spans, StateSpan span)
    {
        if (span.Length <= TimeSpan.Zero)
        {
            return;
        }

        if (spans.Count > 0 && spans[^1] is var last && last.Up == span.Up && last.To == span.From)
        {
            spans[^1] = last with { To = span.To, Checks = last.Checks + span.Checks };
        }
        else
        {
            spans.Add(span);
        }
    }

    private static StateSpan Clip(StateSpan span, ReportPeriod period) => span with
    {
        From = span.From > period.From ? span.From : period.From,
        To = span.To < period.To ? span.To : period.To,
    };

    private static DateTimeOffset Time(MetricPoint point) => DateTimeOffset.FromUnixTimeMilliseconds(point.TimestampMs);
}
