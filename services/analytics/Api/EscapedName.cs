using System.Globalization;
using System.Text;

namespace PerfMonitor.Analytics.Api;

/// <summary>Names in addresses, as Prometheus' "values" escaping writes those outside the classic alphabet: <c>U__http_2e_status</c> is <c>http.status</c>.</summary>
internal static class EscapedName
{
    private const string Prefix = "U__";

    /// <summary>The name meant; a text that is no escaped name stands for itself.</summary>
    public static string Unescape(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return text;
        }

        var name = new StringBuilder();
        for (var i = Prefix.Length; i < text.Length; i++)
        {
            if (text[i] != '_')
            {
                name.Append(text[i]);
                continue;
            }

            var end = text.IndexOf('_', i + 1);
            if (end == i + 1)
            {
                name.Append('_');
            }
            else if (end > 0 && int.TryParse(text.AsSpan(i + 1, end - i - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rune) && Rune.IsValid(rune))
            {
                name.Append(new Rune(rune));
            }
            else
            {
                return text;
            }

            i = end;
        }

        return name.ToString();
    }
}
