using System.Globalization;

namespace PerfMonitor.Analysis.Notation;

/// <summary>Lengths of time as people say them.</summary>
internal static class SpanText
{
    /// <summary><c>45 s</c>, <c>5 min</c>, <c>3 h</c>, <c>2.5 d</c>: one unit, with a decimal where it is below ten.</summary>
    public static string Of(TimeSpan span)
    {
        var (value, unit) = span switch
        {
            { TotalSeconds: < 90 } => (span.TotalSeconds, "s"),
            { TotalMinutes: < 90 } => (span.TotalMinutes, "min"),
            { TotalHours: < 48 } => (span.TotalHours, "h"),
            _ => (span.TotalDays, "d"),
        };
        return value < 9.95
            ? string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{value:0} {unit}");
    }
}
