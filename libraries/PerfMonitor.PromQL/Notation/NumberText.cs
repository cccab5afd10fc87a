using System.Globalization;
using System.Text;

namespace PerfMonitor.PromQL.Notation;

/// <summary>Numbers written as Prometheus (that is, Go) writes them: the shortest digits that read back to the same bits.</summary>
public static class NumberText
{
    /// <summary>No number has more: a sign, "0.", 323 zeros and 17 digits.</summary>
    public const int MaxPlainBytes = 343;

    /// <summary>Without an exponent, whatever the length: <c>0.00001</c>, <c>+Inf</c>, <c>NaN</c>. The form of scalars in the HTTP API.</summary>
    public static string Plain(double value)
    {
        if (Special(value) is { } special) return special;
        (bool negative, string digits, int point) = Decompose(value);
        var text = new StringBuilder(negative ? "-" : "");
        if (point <= 0) text.Append("0.").Append('0', -point).Append(digits);
        else if (digits.Length <= point) text.Append(digits).Append('0', point - digits.Length);
        else text.Append(digits.AsSpan(0, point)).Append('.').Append(digits.AsSpan(point));
        return text.ToString();
    }

    /// <summary>As <see cref="Plain"/>, in UTF-8 and without a string in between; returns the bytes written.</summary>
    /// <param name="value">The number.</param>
    /// <param name="utf8">Room for at least <see cref="MaxPlainBytes"/>.</param>
    public static int WritePlain(double value, Span<byte> utf8) => TryWriteShort(value, utf8, out int written) ? written : Encoding.UTF8.GetBytes(Plain(value), utf8);

    /// <summary>
    /// As samples stand in the HTTP API: plain, but with an exponent below 1e-6 and from 1e21 on (<c>0.000001</c>, <c>1e-07</c>, <c>1e+21</c>); in UTF-8,
    /// returns the bytes written.
    /// </summary>
    /// <param name="value">The number.</param>
    /// <param name="utf8">Room for at least <see cref="MaxPlainBytes"/>.</param>
    public static int WriteSample(double value, Span<byte> utf8)
    {
        if (TryWriteShort(value, utf8, out int written)) return written;
        bool needsExponent = Math.Abs(value) is (> 0 and < 1e-6) or >= 1e21;
        return Encoding.UTF8.GetBytes(needsExponent ? General(value) : Plain(value), utf8);
    }

    // .NET's own text is the same as long as it needs no exponent.
    private static bool TryWriteShort(double value, Span<byte> utf8, out int written)
    {
        written = 0;
        return double.IsFinite(value) && value.TryFormat(utf8, out written, default, CultureInfo.InvariantCulture) && !utf8[..written].Contains((byte)'E');
    }

    /// <summary>With an exponent where it is shorter to read (Go's %g): <c>1e+06</c>, <c>0.25</c>. The form in messages.</summary>
    public static string General(double value)
    {
        if (Special(value) is { } special) return special;
        (bool negative, string digits, int point) = Decompose(value);
        int exponent = point - 1;
        if (exponent is >= -4 and < 6) return Plain(value);
        string fraction = digits.Length > 1 ? "." + digits[1..] : "";
        char sign = exponent < 0 ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{(negative ? "-" : "")}{digits[0]}{fraction}e{sign}{Math.Abs(exponent):00}");
    }

    /// <summary>As a label value of OpenMetrics: a whole number gets <c>.0</c>.</summary>
    public static string OpenMetrics(double value)
    {
        string text = General(value);
        return double.IsFinite(value) && !text.AsSpan().ContainsAny('.', 'e') ? text + ".0" : text;
    }

    private static string? Special(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        0 => double.IsNegative(value) ? "-0" : "0",
        _ => double.IsNaN(value) ? "NaN" : null,
    };

    /// <summary>The shortest significant digits and where the decimal point stands before, in or after them.</summary>
    private static (bool Negative, string Digits, int Point) Decompose(double value)
    {
        string shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        int exponent = e < 0 ? 0 : int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? shortest : shortest[..e];
        int dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int point = (dot < 0 ? mantissa.Length : dot) + exponent;
        string significant = digits.TrimStart('0');
        return (value < 0, significant.TrimEnd('0'), point - (digits.Length - significant.Length));
    }
}
