using System.Globalization;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.PromQL.Parsing;

/// <summary>Finds the end of a number or duration, and reads numbers: decimal, hexadecimal, octal after a leading 0, digits split by underscores.</summary>
internal static class NumberScan
{
    /// <summary>How many characters belong together, whether they are a duration, and whether they are sound.</summary>
    public static (int Length, bool IsDuration, bool Sound) Scan(ReadOnlySpan<char> text)
    {
        int length = Number(text);
        if (length > 0 && (length == text.Length || !IsAlphanumeric(text[length]))) return (length, false, true);

        length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || char.IsAsciiLetterLower(text[length]))) length++;
        bool ended = length == text.Length || !IsAlphanumeric(text[length]);
        if (ended && DurationText.TryParse(text[..length], out _)) return (length, true, true);
        while (length < text.Length && IsAlphanumeric(text[length])) length++;
        return (length, false, false);
    }

    /// <summary>Reads a number token.</summary>
    public static bool TryRead(string text, out double value)
    {
        if (text.Equals("inf", StringComparison.OrdinalIgnoreCase)) value = double.PositiveInfinity;
        else if (text.Equals("nan", StringComparison.OrdinalIgnoreCase)) value = double.NaN;
        else return TryReadDigits(text.Replace("_", "", StringComparison.Ordinal), out value);
        return true;
    }

    private static bool TryReadDigits(string text, out double value)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            bool hexadecimal = ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bits);
            value = bits;
            return hexadecimal;
        }

        if (text.Length > 1 && text[0] == '0' && !text.AsSpan().ContainsAnyExceptInRange('0', '7'))
        {
            value = 0;
            foreach (char digit in text) value = value * 8 + (digit - '0');
            return true;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }

    private static int Number(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            int hex = 2;
            while (hex < text.Length && (char.IsAsciiHexDigit(text[hex]) || text[hex] == '_')) hex++;
            return hex > 2 ? hex : 0;
        }

        int at = Digits(text, 0);
        if (at < text.Length && text[at] == '.') at = Digits(text, at + 1);
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            int exponent = at + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-') exponent++;
            int end = Digits(text, exponent);
            if (end > exponent) at = end;
        }

        return at;
    }

    private static int Digits(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '_' && at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))) at++;
        return at;
    }

    private static bool IsAlphanumeric(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
