namespace PerfMonitor.Web.Gateway;

/// <summary>
/// Refuses paths that a service could read as another path than the one that was authorised. Kestrel has decoded the path
/// once and resolved its dots; what is still encoded then was encoded twice, save <c>%2F</c>, which Kestrel leaves as it is.
/// </summary>
internal static class PathRules
{
    public static string? Refuse(PathString path)
    {
        var text = path.Value ?? "";
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2])
                && !text.AsSpan(at + 1, 2).Equals("2F", StringComparison.OrdinalIgnoreCase))
            {
                return $"The path holds '{text.AsSpan(at, 3)}' after decoding. Encode it once.";
            }
        }

        return text.Split('/').Any(segment => segment is "." or "..")
            ? "The path holds a segment of dots."
            : text.Contains('\\', StringComparison.Ordinal) ? "The path holds a backslash." : null;
    }
}
