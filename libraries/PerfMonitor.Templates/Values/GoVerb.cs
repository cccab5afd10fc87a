using System.Globalization;
using System.Numerics;
using System.Text;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Templates.Values;

/// <summary>One verb of a format with its flags, such as <c>%-8.2f</c>.</summary>
internal readonly record struct GoVerb(bool Left, bool Plus, bool Sharp, bool Space, bool Zero, int Width, int? Precision)
{
    /// <summary>Widest and most precise; texts are bounded besides.</summary>
    public const int MaxSize = 1_000;

    public GoVerb With(char flag) => flag switch
    {
        '-' => this with { Left = true },
        '+' => this with { Plus = true },
        '#' => this with { Sharp = true },
        ' ' => this with { Space = true },
        _ => this with { Zero = true },
    };

    /// <summary>Adds a value as the verb shows it.</summary>
    public void Write(string letter, object? value, BoundedText text)
    {
        var shown = letter switch
        {
            "T" => Padded(GoValue.TypeName(value)),
            "v" when value is null => Padded("<nil>"),
            "v" when Sharp && value is string quoted => Padded(Quoting.Quote(quoted)),
            "v" when value is not (double or long or string) => Padded(GoText.Of(value, text.Room)),

            // A plus asks %v for the names of fields, not for a sign.
            _ => (this with { Plus = Plus && letter != "v" }).Shown(letter, value, text),
        };
        if (shown is not null)
        {
            text.Append(shown);
            return;
        }

        text.Append($"%!{letter}(");
        if (value is null)
        {
            text.Append("<nil>");
        }
        else
        {
            text.Append(GoValue.TypeName(value)).Append('=');
            GoText.Write(value, text);
        }

        text.Append(')');
    }

    private string? Shown(string letter, object? value, BoundedText text) => value switch
    {
        bool truth when letter == "t" => Padded(truth ? "true" : "false"),
        long whole => Whole(letter, whole),

        // A place for a whole number takes a broken one, which Go refuses: nobody is served by '%!d(float64=3)'.
        double number when letter == "d" => double.IsFinite(number) ? Number(Math.Truncate(number).ToString("F0", CultureInfo.InvariantCulture)) : Padded(NumberText.General(number)),
        double number => Broken(letter, number),
        string words => Words(letter, words),
        TimeSpan or DateTimeOffset or IReadOnlyList<object?> or IReadOnlyDictionary<string, string> or IReadOnlyDictionary<string, object?> or TemplateRecord
            when letter == "s" => Padded(Cut(GoText.Of(value, text.Room))),
        TimeSpan span when letter == "d" => Number((span.Ticks * (BigInteger)100).ToString(CultureInfo.InvariantCulture)),
        _ => null,
    };

    private string? Whole(string letter, long value) => letter switch
    {
        "d" or "v" => Number(Digits(Math.Sign(value), BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture), "")),
        "x" => Number(Digits(Math.Sign(value), Radix(value, 16), Sharp ? "0x" : "")),
        "X" => Number(Digits(Math.Sign(value), Radix(value, 16).ToUpperInvariant(), Sharp ? "0X" : "")),
        "o" => Number(Digits(Math.Sign(value), Radix(value, 8), Sharp ? "0" : "")),
        "O" => Number(Digits(Math.Sign(value), Radix(value, 8), "0o")),
        "b" => Number(Digits(Math.Sign(value), Radix(value, 2), Sharp ? "0b" : "")),
        "c" => Padded(Character(value)),
        "q" => Padded($"'{Character(value).Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'"),
        "U" => Padded($"U+{value:X4}"),
        _ => null,
    };

    private string? Broken(string letter, double value) => letter switch
    {
        "v" or "g" => Number(Precision is { } digits ? GoNumber.General(value, digits) : GoNumber.Shortest(value), true),
        "G" => Number((Precision is { } digits ? GoNumber.General(value, digits) : GoNumber.Shortest(value)).Replace('e', 'E'), true),
        "f" or "F" => Number(GoNumber.Fixed(value, Precision ?? 6), true),
        "e" => Number(GoNumber.Exponential(value, Precision ?? 6), true),
        "E" => Number(GoNumber.Exponential(value, Precision ?? 6).Replace('e', 'E'), true),
        _ => null,
    };

    private string? Words(string letter, string value) => letter switch
    {
        "s" or "v" => Padded(Cut(value)),
        "q" => Padded(Sharp && !value.Contains('`') ? $"`{Cut(value)}`" : Quoting.Quote(Cut(value))),
        "x" => Padded(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value))),
        "X" => Padded(Convert.ToHexString(Encoding.UTF8.GetBytes(value))),
        _ => null,
    };

    // .NET knows the magnitude of the least whole number as its own bits.
    private static string Radix(long value, int radix) => Convert.ToString(value == long.MinValue ? value : long.Abs(value), radix);

    private static string Character(long value) => Rune.IsValid((int)Math.Clamp(value, int.MinValue, int.MaxValue)) ? new Rune((int)value).ToString() : "\uFFFD";

    // The precision of a whole number is the fewest digits.
    private string Digits(int sign, string digits, string prefix) => (sign < 0 ? "-" : "") + prefix + digits.PadLeft(Precision ?? 0, '0');

    private string Cut(string text)
    {
        if (Precision is not { } most)
        {
            return text;
        }

        var runes = text.EnumerateRunes().Take(most).Sum(static rune => rune.Utf16SequenceLength);
        return text[..Math.Min(runes, text.Length)];
    }

    // Zeros fill a whole number only where no precision says how many digits it has.
    private string Number(string number, bool isBroken = false)
    {
        var sign = number[0] is '-' or '+' ? number[..1] : "";
        var digits = number[sign.Length..];
        sign = sign.Length > 0 ? sign : Plus ? "+" : Space ? " " : "";
        return Zero && !Left && (isBroken || Precision is null) && char.IsAsciiHexDigit(digits[0]) ? sign + digits.PadLeft(Math.Max(0, Width - sign.Length), '0') : Padded(sign + digits);
    }

    private string Padded(string text)
    {
        var missing = Width - text.EnumerateRunes().Count();
        return missing <= 0 ? text : Left ? text + new string(' ', missing) : new string(Zero ? '0' : ' ', missing) + text;
    }
}
