namespace PerfMonitor.Templates.Values;

/// <summary>Equality and order of a template's values. Unlike in Go whole and broken numbers compare with each other.</summary>
internal static class GoComparison
{
    /// <summary>Whether two values are the same; nothing equals only nothing.</summary>
    /// <exception cref="TemplateException">They are of kinds that do not compare.</exception>
    public static bool AreEqual(object? one, object? other)
    {
        if (one is null || other is null)
        {
            return one is null && other is null;
        }

        return (one, other) switch
        {
            (long left, long right) => left == right,
            (long or double, long or double) => GoValue.Number(one) == GoValue.Number(other),
            (string left, string right) => left == right,
            (bool left, bool right) => left == right,
            (TimeSpan left, TimeSpan right) => left == right,
            (DateTimeOffset left, DateTimeOffset right) => left == right,
            _ => throw Incomparable(one, other),
        };
    }

    /// <summary>Below 0, 0 or above it; null where a NaN is compared, which is neither.</summary>
    /// <exception cref="TemplateException">They are of kinds that have no order.</exception>
    public static int? Order(object? one, object? other) => (one, other) switch
    {
        (long left, long right) => left.CompareTo(right),
        (long or double, long or double) => double.IsNaN(GoValue.Number(one)) || double.IsNaN(GoValue.Number(other)) ? null : GoValue.Number(one).CompareTo(GoValue.Number(other)),
        (string left, string right) => string.CompareOrdinal(left, right),
        (TimeSpan left, TimeSpan right) => left.CompareTo(right),
        _ => throw Incomparable(one, other),
    };

    private static TemplateException Incomparable(object? one, object? other) =>
        new($"two numbers or two texts compare, not {GoValue.Describe(one)} with {GoValue.Describe(other)}");
}
