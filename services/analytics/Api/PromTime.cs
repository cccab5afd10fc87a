using System.Globalization;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Api;

/// <summary>Moments and durations as the Prometheus HTTP API takes them.</summary>
internal static class PromTime
{
    // Far beyond any sample, and safe to add durations to: the years 1684 to 2255.
    private const double MaxSeconds = 9_000_000_000;

    /// <summary>A moment in milliseconds since the Unix epoch, from seconds (<c>1435781430.781</c>) or RFC 3339 (<c>2015-07-01T20:10:30.781Z</c>).</summary>
    public static bool TryParseMoment(string text, out long milliseconds)
    {
        milliseconds = 0;
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

    /// <summary>Milliseconds as seconds with as many decimals as they need: <c>1435781430.781</c>.</summary>
    public static string Format(long milliseconds)
    {
        var sign = milliseconds < 0 ? "-" : "";
        var magnitude = Math.Abs(milliseconds);
        return magnitude % 1000 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{magnitude / 1000}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{magnitude / 1000}.{magnitude % 1000:000}");
    }
}
