namespace PerfMonitor.PromQL;

/// <summary>Where in the query text something stands: from <paramref name="Start"/> up to and without <paramref name="End"/>, in characters.</summary>
public readonly record struct TextRange(int Start, int End)
{
    /// <summary>The start as people count it: line and column, both from 1, as <c>1:7</c>.</summary>
    public string LineAndColumn(string text)
    {
        int at = Math.Min(Start, text.Length);
        int line = 1 + text.AsSpan(0, at).Count('\n');
        int column = at - text.AsSpan(0, at).LastIndexOf('\n');
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{line}:{column}");
    }

    internal static TextRange Covering(TextRange first, TextRange last) => new(first.Start, last.End);
}
