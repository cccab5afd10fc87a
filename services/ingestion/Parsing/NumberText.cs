using System.Globalization;
using System.Text;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>Reads numbers as Prometheus' text format writes them: as Go's ParseFloat, without hexadecimal and underscores.</summary>
internal static class NumberText
{
    // Up to here every integer is a float64, and so is every power of ten in the table; one multiplication or division of two exact
    // numbers rounds once, as reading the text in one go would (Clinger, How to Read Floating Point Numbers Accurately, 1990).
    private const ulong LargestExact = 1UL << 53;
    private const int MostDigits = 19;
    private const int LargestShownExponent = 9_999;

    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads the whole text; false where it is no number, or none a float64 holds.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        var at = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative || (text.Length > 0 && text[0] == '+'))
        {
            at++;
        }

        var (mantissa, digits, exponent) = (0UL, 0, 0);
        var fraction = false;
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                digits++;
                exponent -= fraction ? 1 : 0;
            }
            else if (text[at] == '.' && !fraction)
            {
                fraction = true;
            }
            else
            {
                break;
            }
        }

        if (digits is > 0 and <= MostDigits && TryExponent(text[at..], out var shown) && mantissa <= LargestExact && Math.Abs(exponent + shown) < PowersOfTen.Length)
        {
            exponent += shown;
            value = exponent < 0 ? mantissa / PowersOfTen[-exponent] : mantissa * PowersOfTen[exponent];
            value = negative ? -value : value;
            return true;
        }

        return digits > 0 ? TryExact(text, out value) : TryName(text, out value);
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if ((text[0] | 0x20) != 'e')
        {
            return false;
        }

        var at = text.Length > 1 && text[1] is (byte)'+' or (byte)'-' ? 2 : 1;
        var first = at;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]) && exponent <= LargestShownExponent; at++)
        {
            exponent = (exponent * 10) + text[at] - '0';
        }

        exponent = text[1..].StartsWith("-"u8) ? -exponent : exponent;
        return at > first && at == text.Length;
    }

    private static bool TryExact(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, Styles, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool TryName(ReadOnlySpan<byte> text, out double value)
    {
        var negative = text.StartsWith("-"u8);
        var name = negative || text.StartsWith("+"u8) ? text[1..] : text;
        if (Ascii.EqualsIgnoreCase(name, "inf"u8) || Ascii.EqualsIgnoreCase(name, "infinity"u8))
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        value = double.NaN;
        return Ascii.EqualsIgnoreCase(text, "nan"u8);
    }
}
