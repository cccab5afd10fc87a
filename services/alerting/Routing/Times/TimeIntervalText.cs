using System.Globalization;

namespace PerfMonitor.Alerting.Routing.Times;

/// <summary>Reads times of the wall clock.</summary>
internal static class TimeIntervalText
{
    private static readonly string[] WeekdayNames = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly string[] MonthNames =
        ["", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>The interval; what is wrong goes to <paramref name="wrong"/> with the name of its field.</summary>
    public static TimeInterval Read(TimeIntervalOptions options, Action<string, string> wrong)
    {
        return new TimeInterval
        {
            Times = Each(nameof(options.Times), options.Times, Clock, "a time such as 22:00-24:00, the start before the end"),
            Weekdays = Each(nameof(options.Weekdays), options.Weekdays, text => Range(text, ':', day => Name(day, WeekdayNames, 0)), "a day or days such as monday:friday, in the order of the week from Sunday"),
            DaysOfMonth = Each(nameof(options.DaysOfMonth), options.DaysOfMonth, Days, "days such as 1:5 or -3:-1"),
            Months = Each(nameof(options.Months), options.Months, text => Range(text, ':', Month), "months such as january:march or 12"),
            Years = Each(nameof(options.Years), options.Years, text => Range(text, ':', year => Number(year, 1, 9999)), "years such as 2026:2027"),
            Zone = Zone(),
        };

        List<Span> Each(string field, IReadOnlyList<string> texts, Func<string, Span?> read, string expected)
        {
            var spans = new List<Span>();
            foreach (var text in texts)
            {
                if (read(text.Trim().ToLowerInvariant()) is { } span)
                {
                    spans.Add(span);
                }
                else
                {
                    wrong(field, $"'{text}' is not {expected}.");
                }
            }

            return spans;
        }

        TimeZoneInfo Zone()
        {
            if (options.Location.Length == 0)
            {
                return TimeZoneInfo.Utc;
            }

            if (TimeZoneInfo.TryFindSystemTimeZoneById(options.Location, out var zone))
            {
                return zone;
            }

            wrong(nameof(options.Location), $"'{options.Location}' is no time zone this machine knows, such as Europe/Berlin.");
            return TimeZoneInfo.Utc;
        }
    }

    private static Span? Clock(string text) => Range(text, '-', Minute) is { } span && span.First < span.Last && text.Contains('-', StringComparison.Ordinal) ? span : null;

    // 24:00 is the end of the day.
    private static int? Minute(string text) =>
        text.Split(':') is [{ Length: 2 } hours, { Length: 2 } minutes] && Number(hours, 0, 24) is { } hour && Number(minutes, 0, 59) is { } minute && hour * 60 + minute <= 1440
            ? hour * 60 + minute
            : null;

    // A span that begins before its month's end and ends after its start can only be judged month by month; what runs backwards is wrong in each.
    private static Span? Days(string text) =>
        text.Split(':') is { Length: 1 or 2 } parts && Day(parts[0]) is { } first && Day(parts[^1]) is { } last && (first > 0 != last > 0 || first <= last) && !(first < 0 && last > 0)
            ? new Span(first, last)
            : null;

    private static int? Day(string text) => Number(text, -31, 31) is { } day and not 0 ? day : null;

    private static int? Month(string text) => Number(text, 1, 12) ?? Name(text, MonthNames, 1);

    private static Span? Range(string text, char separator, Func<string, int?> read) =>
        text.Split(separator) is { Length: 1 or 2 } parts && read(parts[0].Trim()) is { } first && read(parts[^1].Trim()) is { } last && first <= last ? new Span(first, last) : null;

    private static int? Name(string text, string[] names, int from) => Array.IndexOf(names, text, from) is var index and >= 0 ? index : null;

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
