using System.Globalization;
using System.Text;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Api;

/// <summary>Moments and durations as the Prometheus HTTP API takes them.</summary>
internal static class PromTime
{
    /// <summary>No moment takes more bytes: a sign, 16 digits of seconds, a point and three more.</summary>
    public const int MaxBytes = 21;

    // How Prometheus' own clients write "from the beginning" and "to the end": years that no calendar here knows.
    private const string Beginning = "-292273086-05-16T16:47:06Z";
    private const string End = "292277025-08-18T07:12:54.999999999Z";

    // Far beyond any sample, and safe to add durations to: the years 1684 to 2255.
    private const double MaxSeconds = 9_000_000_000;

    /// <summary>A moment in milliseconds since the Unix epoch, from seconds (<c>1435781430.781</c>) or RFC 3339 (<c>2015-07-01T20:10:30.781Z</c>).</summary>
    public static bool TryParseMoment(string text, out long milliseconds)
    {
        milliseconds = 0;
        if (text is Beginning or End)
        {
            milliseconds = (long)MaxSeconds * (text is End ? 1_000 : -1_000);
            return true;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            if (!double.IsFinite(seconds) || Math.Abs(seconds) > MaxSeconds)
            {
                return false;
            }

            milliseconds = (long)Math.Round(seconds * 1000);
            return true;
        }

        // A date alone, or a time without an offset, is not RFC 3339.
        if (text.Length < 20 || text[10] is not ('T' or 't' or ' ') || !(text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return false;
        }

        milliseconds = moment.ToUnixTimeMilliseconds();
        return true;
    }

    /// <summary>An end of a range that only bounds what is found: a moment, or in seconds one beyond all of them, for which the outermost stands.</summary>
    public static bool TryParseBound(string text, out long milliseconds)
    {
        var isSeconds = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds);
        milliseconds = isSeconds ? (long)Math.Round(Math.Clamp(seconds, -MaxSeconds, MaxSeconds) * 1000) : 0;
        return isSeconds || TryParseMoment(text, out milliseconds);
    }

    /// <summary>A duration in milliseconds, from seconds (<c>15</c>, <c>0.5</c>) or Prometheus' notation (<c>1m30s</c>).</summary>
    public static bool TryParseDuration(string text, out long milliseconds)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            milliseconds = double.IsFinite(seconds) && Math.Abs(seconds) <= MaxSeconds ? (long)Math.Round(seconds * 1000) : 0;
            return double.IsFinite(seconds) && Math.Abs(seconds) <= MaxSeconds;
        }

        return DurationText.TryParse(text, out milliseconds);
    }

    /// <summary>As <see cref="Format(long)"/>, in UTF-8; returns the bytes written, at most <see cref="MaxBytes"/>.</summary>
    public static int Format(long milliseconds, Span<byte> utf8)
    {
        var length = 0;
        if (milliseconds < 0)
        {
            utf8[length++] = (byte)'-';
        }

        var (seconds, rest) = Math.DivRem(Math.Abs(milliseconds), 1_000);
        seconds.TryFormat(utf8[length..], out var digits, default, CultureInfo.InvariantCulture);
        length += digits;
        if (rest > 0)
        {
            utf8[length] = (byte)'.';
            rest.TryFormat(utf8[(length + 1)..], out digits, "000", CultureInfo.InvariantCulture);
            length += 1 + digits;
        }

        return length;
    }

    /// <summary>Milliseconds as seconds with as many decimals as they need: <c>1435781430.781</c>.</summary>
    public static string Format(long milliseconds)
    {
        Span<byte> utf8 = stackalloc byte[MaxBytes];
        return Encoding.UTF8.GetString(utf8[..Format(milliseconds, utf8)]);
    }
}
