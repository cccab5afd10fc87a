using System.Globalization;
using System.Numerics;
using System.Text;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Templates.Syntax;

/// <summary>Reads texts, characters and numbers in Go's notation.</summary>
internal static class Literals
{
    /// <summary><c>"a\n"</c>, or raw between backquotes.</summary>
    public static string Text(Cursor cursor)
    {
        var (place, literal) = (cursor.Place, Quoted(cursor));
        return literal[0] == '`' ? literal[1..^1].Replace("\r", "", StringComparison.Ordinal)
            : Quoting.Unquote(literal) ?? throw place.Fail($"the text {literal} has an escape that Go does not know");
    }

    /// <summary><c>'x'</c>, which is the number of the character.</summary>
    public static long Character(Cursor cursor)
    {
        var (place, literal) = (cursor.Place, Quoted(cursor));
        return Quoting.Unquote(literal) is { } text && Rune.TryGetRuneAt(text.PadRight(1), 0, out var rune) && rune.Utf16SequenceLength == text.Length
            ? rune.Value
            : throw place.Fail($"{literal} is not one character");
    }

    /// <summary>A whole number of 64 bits as <see cref="long"/>, a broken one as <see cref="double"/>: <c>12</c>, <c>-0x1F</c>, <c>1_000</c>, <c>0b11</c>, <c>1e3</c>.</summary>
    public static object Number(Cursor cursor)
    {
        var (place, start) = (cursor.Place, cursor.Offset);
        while (Cursor.IsNameCharacter(cursor.Peek) || cursor.Peek == '.' || (cursor.Peek is '+' or '-' && (cursor.Offset == start || EndsInExponent(cursor.Slice(start)))))
        {
            cursor.Offset++;
        }

        var literal = cursor.Slice(start);
        return Read(literal) switch
        {
            { } number => number,
            null => throw place.Fail($"'{literal}' is no number"),
        };
    }

    private static bool EndsInExponent(string literal) => literal[^1] is 'e' or 'E' && !literal.TrimStart('+', '-').StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    private static object? Read(string literal)
    {
        var isNegative = literal[0] == '-';
        var digits = literal[0] is '-' or '+' ? literal[1..] : literal;
        var (prefix, radix) = digits.Length < 2 || digits[0] != '0' ? (0, 10) : char.ToLowerInvariant(digits[1]) switch
        {
            'x' => (2, 16),
            'b' => (2, 2),
            'o' => (2, 8),
            _ => (1, 8),
        };
        if (Whole(digits, prefix, radix) is { } whole)
        {
            whole = isNegative ? -whole : whole;
            return whole >= long.MinValue && whole <= long.MaxValue ? (long)whole : null;
        }

        if (prefix == 2 || IsMisplaced(digits) || !double.TryParse(digits.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var broken) || !double.IsFinite(broken))
        {
            return null;
        }

        return isNegative ? -broken : broken;
    }

    private static BigInteger? Whole(string digits, int prefix, int radix)
    {
        var body = digits[prefix..];
        if (body.Length == 0 || IsMisplaced(body, mayLead: prefix > 0))
        {
            return null;
        }

        var value = BigInteger.Zero;
        foreach (var one in body)
        {
            var digit = one == '_' ? 0 : char.IsAsciiHexDigit(one) ? Convert.ToInt32(one.ToString(), 16) : radix;
            if (digit >= radix || value > ulong.MaxValue)
            {
                return digit >= radix ? null : value;
            }

            value = one == '_' ? value : (value * radix) + digit;
        }

        return value;
    }

    // An underscore stands between two digits, or behind a prefix.
    private static bool IsMisplaced(string digits, bool mayLead = false) =>
        (digits.StartsWith('_') && !mayLead) || digits.EndsWith('_') || digits.Contains("__", StringComparison.Ordinal);

    private static string Quoted(Cursor cursor)
    {
        var (start, place, quote) = (cursor.Offset, cursor.Place, cursor.Peek);
        for (cursor.Offset++; cursor.Peek != quote; cursor.Offset++)
        {
            cursor.Offset += quote != '`' && cursor.Peek == '\\' ? 1 : 0;
            if (cursor.IsAtEnd || (quote != '`' && cursor.Peek == '\n'))
            {
                throw place.Fail($"a text that begins with {quote} is not closed");
            }
        }

        cursor.Offset++;
        return cursor.Slice(start);
    }
}
