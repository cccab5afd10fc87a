using System.Globalization;
using System.Text;
using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Functions;

/// <summary>Texts made safe for where they are put, as Go's template package does it.</summary>
internal static class Escaping
{
    private const string Hexadecimal = "0123456789ABCDEF";

    /// <summary>For the text and the quoted attributes of HTML.</summary>
    public static string Html(string text, int most)
    {
        var safe = new BoundedText(most);
        foreach (var one in text)
        {
            safe.Append(one switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '"' => "&#34;", '\'' => "&#39;", '\0' => "\uFFFD", _ => [one] });
        }

        return safe.ToString();
    }

    /// <summary>For a text within quotes in JavaScript.</summary>
    public static string JavaScript(string text, int most)
    {
        var safe = new BoundedText(most);
        foreach (var rune in text.EnumerateRunes())
        {
            safe.Append(rune.Value switch
            {
                '\\' => @"\\",
                '\'' => @"\'",
                '"' => "\\\"",
                '<' or '>' or '&' or '=' or < ' ' => string.Create(CultureInfo.InvariantCulture, $@"\u{rune.Value:X4}"),
                < 0x7F => rune.ToString(),
                _ => Rune.IsControl(rune) ? string.Create(CultureInfo.InvariantCulture, $@"\u{rune.Value:X4}") : rune.ToString(),
            });
        }

        return safe.ToString();
    }

    /// <summary>For a value in the query of an address: a space becomes <c>+</c>.</summary>
    public static string Query(string text)
    {
        var safe = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            _ = char.IsAsciiLetterOrDigit((char)one) || one is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~' ? safe.Append((char)one)
                : one == ' ' ? safe.Append('+')
                : safe.Append('%').Append(Hexadecimal[one >> 4]).Append(Hexadecimal[one & 15]);
        }

        return safe.ToString();
    }
}
