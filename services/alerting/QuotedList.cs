namespace PerfMonitor.Alerting;

/// <summary>Lists in one text, with commas between their elements.</summary>
internal static class QuotedList
{
    /// <summary>What stands between the commas outside of quotes, as it stands there. In time that grows with the text alone, whoever wrote it.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var (parts, start, isQuoted, isEscaped) = (new List<string>(), 0, false, false);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == ',' && !isQuoted)
            {
                parts.Add(text[start..at]);
                start = at + 1;
            }

            isQuoted ^= text[at] == '"' && !isEscaped;
            isEscaped = text[at] == '\\' && !isEscaped;
        }

        parts.Add(text[start..]);
        return parts;
    }
}
