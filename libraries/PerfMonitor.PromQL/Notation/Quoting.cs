using System.Globalization;
using System.Text;

namespace PerfMonitor.PromQL.Notation;

/// <summary>
/// String literals in Go's syntax: double or single quotes with escapes, back-ticks without. A byte that is no UTF-8
/// (<c>"\xff"</c>) is held as a lone surrogate U+DC80 to U+DCFF, so that it can be told apart, refused and printed back.
/// </summary>
public static class Quoting
{
    private const char InvalidByteBase = '\uDC00';

    /// <summary>In double quotes, with escapes for what does not print.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1])) text.Append(c).Append(value[++i]);
            else AppendEscaped(text, c);
        }

        return text.Append('"').ToString();
    }

    /// <summary>Whether the text holds only whole characters, none of them a byte that was no UTF-8.</summary>
    public static bool IsWellFormed(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i])) continue;
            if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1])) return false;
            i++;
        }

        return true;
    }

    /// <summary>Takes the quotes and escapes away; null when the literal is broken.</summary>
    public static string? Unquote(ReadOnlySpan<char> literal)
    {
        if (literal.Length < 2 || literal[0] != literal[^1]) return null;
        char quote = literal[0];
        var body = literal[1..^1];
        if (quote == '`') return body.Contains('`') ? null : body.ToString();
        if (quote is not ('"' or '\'') || body.Contains('\n')) return null;
        return body.Contains('\\') || body.Contains(quote) ? Unescape(body, quote) : body.ToString();
    }

    private static void AppendEscaped(StringBuilder text, char c)
    {
        switch (c)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append(@"\\"); break;
            case '\a': text.Append(@"\a"); break;
            case '\b': text.Append(@"\b"); break;
            case '\f': text.Append(@"\f"); break;
            case '\n': text.Append(@"\n"); break;
            case '\r': text.Append(@"\r"); break;
            case '\t': text.Append(@"\t"); break;
            case '\v': text.Append(@"\v"); break;
            case >= '\uDC80' and <= '\uDCFF': text.Append(CultureInfo.InvariantCulture, $@"\x{c - InvalidByteBase:x2}"); break;
            case < ' ' or '\x7f': text.Append(CultureInfo.InvariantCulture, $@"\x{(int)c:x2}"); break;
            default:
                if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\ufeff') text.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}");
                else text.Append(c);
                break;
        }
    }

    private static string? Unescape(ReadOnlySpan<char> body, char quote)
    {
        var bytes = new List<byte>(body.Length + 8);
        Span<byte> utf8 = stackalloc byte[4];
        while (body.Length > 0)
        {
            if (body[0] == quote) return null;
            if (body[0] != '\\')
            {
                Rune.DecodeFromUtf16(body, out var rune, out int taken);
                bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                body = body[taken..];
                continue;
            }

            if (body.Length < 2 || !TryEscape(ref body, quote, bytes)) return null;
        }

        return Decode([.. bytes]);
    }

    private static bool TryEscape(ref ReadOnlySpan<char> body, char quote, List<byte> bytes)
    {
        char kind = body[1];
        int simple = "abfnrtv\\".IndexOf(kind, StringComparison.Ordinal);
        if (simple >= 0 || kind == quote)
        {
            bytes.Add(kind == quote ? (byte)quote : (byte)"\a\b\f\n\r\t\v\\"[simple]);
            body = body[2..];
            return true;
        }

        (int skip, int digits, int radix) = kind switch
        {
            'x' => (2, 2, 16),
            'u' => (2, 4, 16),
            'U' => (2, 8, 16),
            >= '0' and <= '7' => (1, 3, 8),
            _ => (0, 0, 0),
        };
        if (digits == 0 || body.Length < skip + digits || !TryDigits(body.Slice(skip, digits), radix, out uint code)) return false;
        body = body[(skip + digits)..];
        if (kind is not ('u' or 'U'))
        {
            bytes.Add((byte)code);
            return code <= 255;
        }

        if (!Rune.TryCreate(code, out var rune)) return false;
        Span<byte> utf8 = stackalloc byte[4];
        bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> digits, int radix, out uint code)
    {
        code = 0;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix) return false;
            code = code * (uint)radix + (uint)digit;
        }

        return true;
    }

    private static string Decode(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length);
        ReadOnlySpan<byte> rest = bytes;
        while (rest.Length > 0)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out int taken) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
                rest = rest[taken..];
                continue;
            }

            text.Append((char)(InvalidByteBase + rest[0]));
            rest = rest[1..];
        }

        return text.ToString();
    }
}
