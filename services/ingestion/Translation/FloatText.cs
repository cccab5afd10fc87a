using System.Globalization;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>Floats as Prometheus writes them into <c>le</c> and <c>quantile</c>: the shortest digits that read back the same, never an exponent.</summary>
internal static class FloatText
{
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        return exponentAt < 0 ? text : Expand(text[..exponentAt], int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    // "-1.25", -7 → "-0.000000125"
    private static string Expand(string mantissa, int exponent)
    {
        var sign = mantissa[0] == '-' ? "-" : "";
        var digits = mantissa[sign.Length..];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits.Length : point;
        digits = digits.Replace(".", "", StringComparison.Ordinal);
        var at = whole + exponent;
        return at <= 0 ? $"{sign}0.{new string('0', -at)}{digits}"
            : at >= digits.Length ? $"{sign}{digits}{new string('0', at - digits.Length)}"
            : $"{sign}{digits[..at]}.{digits[at..]}";
    }
}
