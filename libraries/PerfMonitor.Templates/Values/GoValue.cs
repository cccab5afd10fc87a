using System.Globalization;

namespace PerfMonitor.Templates.Values;

/// <summary>What Go's templates ask of any value: whether it is true, what it is called, what number it stands for.</summary>
internal static class GoValue
{
    /// <summary>Not false, not 0, not nothing, not empty. A struct, and so a time, is always true.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or false or "" or 0L or 0d => false,
        TimeSpan span => span != TimeSpan.Zero,
        HtmlText html => html.Text.Length > 0,
        IReadOnlyList<object?> list => list.Count > 0,
        IReadOnlyDictionary<string, string> labels => labels.Count > 0,
        IReadOnlyDictionary<string, object?> map => map.Count > 0,
        _ => true,
    };

    /// <summary>The name of a value's type in Go (<c>%T</c>).</summary>
    public static string TypeName(object? value) => value switch
    {
        null => "<nil>",
        bool => "bool",
        long => "int",
        double => "float64",
        string => "string",
        DateTimeOffset => "time.Time",
        TimeSpan => "time.Duration",
        IReadOnlyDictionary<string, string> => "map[string]string",
        IReadOnlyDictionary<string, object?> => "map[string]interface {}",
        IReadOnlyList<object?> => "[]interface {}",
        _ => "struct",
    };

    /// <summary>A value as messages name it.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "nothing (nil)",
        bool or long or double or TimeSpan => GoText.Of(value, int.MaxValue),
        string { Length: > 60 } text => $"'{text[..60]}…'",
        string text => $"'{text}'",
        DateTimeOffset => "a time",
        IReadOnlyDictionary<string, string> or IReadOnlyDictionary<string, object?> => "a map",
        IReadOnlyList<object?> => "a list",
        _ => "a set of fields",
    };

    /// <summary>A number, or what stands for one: a text, or a duration in seconds.</summary>
    /// <exception cref="TemplateException">It is none.</exception>
    public static double Number(object? value) => value switch
    {
        double number => number,
        long whole => whole,
        TimeSpan span => span.TotalSeconds,
        string text when TryParse(text, out var number) => number,
        _ => throw new TemplateException($"{Describe(value)} is no number"),
    };

    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="TemplateException">It is none, or lies beyond them.</exception>
    public static int Index(object? value, int most, string of) => value is long index
        ? index >= 0 && index <= most ? (int)index : throw new TemplateException($"{index} is out of range: {of} has {most}")
        : throw new TemplateException($"{Describe(value)} is no place in {of}; a whole number is");

    // Go reads "Inf" and "nan" in any case, with or without a sign, and .NET "∞".
    private static bool TryParse(string text, out double number)
    {
        var word = text.TrimStart('+', '-');
        if (word.Length + 1 >= text.Length && word.ToLowerInvariant() is "inf" or "infinity" or "nan")
        {
            number = word[0] is 'n' or 'N' ? double.NaN : text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);
    }
}
