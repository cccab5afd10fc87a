using System.Globalization;
using System.Text;

namespace PerfMonitor.Templates.Values;

/// <summary>
/// Times as Go's time package writes them, by a layout that shows how the moment 2006-01-02 15:04:05 -0700 would look. Zones are named by
/// their offset (<c>+02</c>), as Go does where a zone has no letters; an offset of 0 is <c>UTC</c>.
/// </summary>
internal static class GoTime
{
    // What a layout can hold. Of several that begin at a place the longest comes first.
    private static readonly (string Pattern, Func<DateTimeOffset, string> Write)[] Parts =
    [
        ("January", static time => Named(time, "MMMM")),
        ("Jan", static time => Named(time, "MMM")),
        ("Monday", static time => Named(time, "dddd")),
        ("Mon", static time => Named(time, "ddd")),
        ("MST", Zone),
        ("2006", static time => Named(time, "yyyy")),
        ("-07:00", static time => Offset(time, ":")),
        ("-0700", static time => Offset(time, "")),
        ("-07", static time => Offset(time, null)),
        ("Z07:00", static time => time.Offset == TimeSpan.Zero ? "Z" : Offset(time, ":")),
        ("Z0700", static time => time.Offset == TimeSpan.Zero ? "Z" : Offset(time, "")),
        ("Z07", static time => time.Offset == TimeSpan.Zero ? "Z" : Offset(time, null)),
        ("002", static time => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture)),
        ("__2", static time => time.DayOfYear.ToString(CultureInfo.InvariantCulture).PadLeft(3)),
        ("_2006", static time => "_" + Named(time, "yyyy")),
        ("_2", static time => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2)),
        ("01", static time => Named(time, "MM")),
        ("02", static time => Named(time, "dd")),
        ("03", static time => Named(time, "hh")),
        ("04", static time => Named(time, "mm")),
        ("05", static time => Named(time, "ss")),
        ("06", static time => Named(time, "yy")),
        ("15", static time => Named(time, "HH")),
        ("PM", static time => time.Hour < 12 ? "AM" : "PM"),
        ("pm", static time => time.Hour < 12 ? "am" : "pm"),
        ("1", static time => time.Month.ToString(CultureInfo.InvariantCulture)),
        ("2", static time => time.Day.ToString(CultureInfo.InvariantCulture)),
        ("3", static time => ((time.Hour + 11) % 12 + 1).ToString(CultureInfo.InvariantCulture)),
        ("4", static time => time.Minute.ToString(CultureInfo.InvariantCulture)),
        ("5", static time => time.Second.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>For example <c>2026-03-01 10:04:05.5 +0000 UTC</c>.</summary>
    public static string Text(DateTimeOffset time) => Format("2006-01-02 15:04:05.999999999 -0700 MST", time);

    public static string Format(string layout, DateTimeOffset time)
    {
        var text = new StringBuilder();
        for (var at = 0; at < layout.Length;)
        {
            if (Fraction(layout, at) is var digits and > 0)
            {
                text.Append(Fraction(layout.AsSpan(at, digits + 1), time));
                at += digits + 1;
                continue;
            }

            var rest = layout.AsSpan(at);
            var (length, written) = (1, layout[at].ToString());
            foreach (var (pattern, write) in Parts)
            {
                if (rest.StartsWith(pattern) && !(pattern == "Jan" && IsLower(rest, 3)) && !(pattern == "Mon" && IsLower(rest, 3)))
                {
                    (length, written) = (pattern.Length, write(time));
                    break;
                }
            }

            text.Append(written);
            at += length;
        }

        return text.ToString();
    }

    private static bool IsLower(ReadOnlySpan<char> text, int at) => at < text.Length && char.IsAsciiLetterLower(text[at]);

    // A '.' or ',' with zeros or nines that no other digit follows: how many of them.
    private static int Fraction(string layout, int at)
    {
        if (layout[at] is not ('.' or ',') || at + 1 >= layout.Length || layout[at + 1] is not ('0' or '9'))
        {
            return 0;
        }

        var end = at + 1;
        while (end < layout.Length && layout[end] == layout[at + 1])
        {
            end++;
        }

        return end < layout.Length && char.IsAsciiDigit(layout[end]) ? 0 : end - at - 1;
    }

    // .000 keeps its zeros, .999 drops them and the point with the last.
    private static string Fraction(ReadOnlySpan<char> layout, DateTimeOffset time)
    {
        var digits = (time.Ticks % TimeSpan.TicksPerSecond).ToString("0000000", CultureInfo.InvariantCulture).PadRight(layout.Length, '0')[..(layout.Length - 1)];
        digits = layout[1] == '9' ? digits.TrimEnd('0') : digits;
        return digits.Length == 0 ? "" : layout[0] + digits;
    }

    private static string Named(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private static string Zone(DateTimeOffset time) => time.Offset == TimeSpan.Zero ? "UTC"
        : time.Offset.Minutes == 0 ? Offset(time, null)
        : Offset(time, "");

    // Null: the hours alone.
    private static string Offset(DateTimeOffset time, string? separator)
    {
        var sign = time.Offset < TimeSpan.Zero ? '-' : '+';
        var hours = string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(time.Offset.Hours):00}");
        return separator is null ? hours : string.Create(CultureInfo.InvariantCulture, $"{hours}{separator}{Math.Abs(time.Offset.Minutes):00}");
    }
}
