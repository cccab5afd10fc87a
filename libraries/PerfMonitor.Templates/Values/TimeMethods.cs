using System.Globalization;

namespace PerfMonitor.Templates.Values;

/// <summary>The methods of Go's times and durations that messages use.</summary>
internal static class TimeMethods
{
    /// <summary>Null where there is no such method.</summary>
    /// <exception cref="TemplateException">It does not take the arguments.</exception>
    public static object? Call(DateTimeOffset time, string name, IReadOnlyList<object?> arguments) => (name, arguments) switch
    {
        ("Format", [string layout]) => GoTime.Format(layout, time),
        ("Sub", [DateTimeOffset other]) => time - other,
        ("Add", [TimeSpan span]) => Moved(time, span),
        ("After", [DateTimeOffset other]) => time > other,
        ("Before", [DateTimeOffset other]) => time < other,
        ("Equal", [DateTimeOffset other]) => time == other,
        ("Format" or "Sub" or "Add" or "After" or "Before" or "Equal", _) => throw new TemplateException($"'.{name}' takes one argument: {(name == "Format" ? "a layout such as \"15:04\"" : name == "Add" ? "a duration" : "another time")}"),
        (_, []) => Part(time, name),
        _ => throw new TemplateException($"'.{name}' takes no arguments"),
    };

    /// <summary>Null where there is no such method.</summary>
    /// <exception cref="TemplateException">It does not take the arguments.</exception>
    public static object? Call(TimeSpan span, string name, IReadOnlyList<object?> arguments) => (name, arguments) switch
    {
        ("Round", [TimeSpan unit]) => unit <= TimeSpan.Zero ? span : Rounded(span, unit),
        ("Truncate", [TimeSpan unit]) => unit <= TimeSpan.Zero ? span : new TimeSpan(span.Ticks - (span.Ticks % unit.Ticks)),
        ("Round" or "Truncate", _) => throw new TemplateException($"'.{name}' takes one duration"),
        ("Hours", []) => span.TotalHours,
        ("Minutes", []) => span.TotalMinutes,
        ("Seconds", []) => span.TotalSeconds,
        ("Milliseconds", []) => (long)span.TotalMilliseconds,
        ("String", []) => GoDuration.Text(span),
        (_, []) => null,
        _ => throw new TemplateException($"'.{name}' takes no arguments"),
    };

    private static object? Part(DateTimeOffset time, string name) => name switch
    {
        // The local zone of whoever runs the service says nothing to a reader.
        "UTC" or "Local" => time.ToUniversalTime(),
        "Unix" => time.ToUnixTimeSeconds(),
        "UnixMilli" => time.ToUnixTimeMilliseconds(),
        "IsZero" => time == DateTimeOffset.MinValue,
        "Year" => (long)time.Year,
        "Month" => time.ToString("MMMM", CultureInfo.InvariantCulture),
        "Day" => (long)time.Day,
        "YearDay" => (long)time.DayOfYear,
        "Weekday" => time.DayOfWeek.ToString(),
        "Hour" => (long)time.Hour,
        "Minute" => (long)time.Minute,
        "Second" => (long)time.Second,
        "String" => GoTime.Text(time),
        _ => null,
    };

    private static DateTimeOffset Moved(DateTimeOffset time, TimeSpan span)
    {
        var utc = time.ToUniversalTime();
        if (span > DateTimeOffset.MaxValue - utc || span < DateTimeOffset.MinValue - utc)
        {
            throw new TemplateException("the time lies beyond the year 9999 or before the year 1");
        }

        // In the first and last year an offset might lead out of what a time holds.
        var moved = utc + span;
        return moved.Year is > 1 and < 9999 ? moved.ToOffset(time.Offset) : moved;
    }

    private static TimeSpan Rounded(TimeSpan span, TimeSpan unit) =>
        new((long)Math.Clamp(Math.Round((decimal)span.Ticks / unit.Ticks, MidpointRounding.AwayFromZero) * unit.Ticks, long.MinValue, long.MaxValue));
}
