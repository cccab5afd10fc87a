namespace PerfMonitor.Analytics.Api;

/// <summary>
/// A word of an enumeration in a query string, as bodies have it: in camel case. Parameters of an enumeration's own type are read
/// by the framework with the letters' case as in the code.
/// </summary>
internal readonly record struct Word<T>(T Value)
    where T : struct, Enum
{
    public static bool TryParse(string? text, IFormatProvider? provider, out Word<T> word)
    {
        var known = Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text![0]);
        word = new Word<T>(value);
        return known;
    }
}
