using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfMonitor.Ingestion.Targets;

/// <summary>A set of HTTP statuses as people write it: <c>2xx</c>, <c>200,204</c>, <c>200-299</c>, <c>2xx,301</c>.</summary>
internal sealed partial record StatusSet
{
    private readonly (int First, int Last)[] _ranges;

    private StatusSet(string text, (int, int)[] ranges) => (Text, _ranges) = (text, ranges);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a set; null where the text is none.</summary>
    public static StatusSet? Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var ranges = new (int, int)[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (Part().Match(parts[i]) is not { Success: true } match)
            {
                return null;
            }

            var first = Number(match.Groups["hundred"].Success ? match.Groups["hundred"].Value + "00" : match.Groups["first"].Value);
            var last = match.Groups["hundred"].Success ? first + 99 : match.Groups["last"].Success ? Number(match.Groups["last"].Value) : first;
            if (last < first)
            {
                return null;
            }

            ranges[i] = (first, last);
        }

        return new StatusSet(text, ranges);
    }

    public bool Contains(int status) => Array.Exists(_ranges, range => status >= range.First && status <= range.Last);

    public bool Equals(StatusSet? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^((?<hundred>[1-5])xx|(?<first>[1-5][0-9]{2})(\\s*-\\s*(?<last>[1-5][0-9]{2}))?)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Part();
}
