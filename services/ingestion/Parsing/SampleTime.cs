using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>Reads a sample's time: milliseconds since the Unix epoch, or an ISO 8601 text with its zone; null or absent is the time of receipt.</summary>
internal static partial class SampleTime
{
    public static Refusal? Read(ref Utf8JsonReader reader, out long? timestampMs)
    {
        timestampMs = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when reader.TryGetInt64(out var exact):
                timestampMs = exact;
                return null;

            // Clocks that count in floating point send fractions of a millisecond; they are cut off.
            case JsonTokenType.Number when reader.TryGetDouble(out var number) && Math.Abs(number) < 1e18:
                timestampMs = (long)Math.Floor(number);
                return null;
            case JsonTokenType.String when reader.GetString() is { } text && Iso().IsMatch(text)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time):
                timestampMs = time.ToUnixTimeMilliseconds();
                return null;
            default:
                return new Refusal(RefusalReason.BadTimestamp, "the timestamp is neither milliseconds since 1970-01-01T00:00Z nor a time such as \"2026-01-31T12:00:00.250Z\" with its zone");
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
