using System.Globalization;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Templates.Values;

/// <summary>Numbers as Go's fmt package writes them.</summary>
internal static class GoNumber
{
    /// <summary>%v: the shortest form that reads back as the same number.</summary>
    public static string Shortest(double value) => NumberText.General(value);

    /// <summary>%.{precision}g: that many significant digits, trailing zeros gone.</summary>
    public static string General(double value, int precision)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return NumberText.General(value);
        }

        precision = Math.Max(1, precision);
        var rounded = value.ToString("E" + (precision - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var (sign, digits, exponent) = Decompose(rounded);
        return sign + (exponent < -4 || exponent >= precision ? Scientific(digits, exponent) : Plain(digits, exponent));
    }

    /// <summary>%.{precision}f.</summary>
    public static string Fixed(double value, int precision) =>
        double.IsFinite(value) ? value.ToString("F" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : NumberText.General(value);

    /// <summary>%.{precision}e.</summary>
    public static string Exponential(double value, int precision)
    {
        if (!double.IsFinite(value))
        {
            return NumberText.General(value);
        }

        var text = value.ToString("E" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        return text[..at] + Exponent(int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    /// <summary>Takes "-1.2300E+004" apart into sign, digits without trailing zeros, and exponent.</summary>
    private static (string Sign, string Digits, int Exponent) Decompose(string scientific)
    {
        var at = scientific.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(scientific.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = scientific[..at].TrimStart('-').Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        return (scientific[0] == '-' ? "-" : "", digits, exponent);
    }

    private static string Scientific(string digits, int exponent) =>
        (digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}") + Exponent(exponent);

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        return digits.Length <= exponent + 1
            ? digits.PadRight(exponent + 1, '0')
            : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    private static string Exponent(int exponent) =>
        string.Create(CultureInfo.InvariantCulture, $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
}
