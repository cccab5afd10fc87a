namespace PerfMonitor.Analytics.Rules;

/// <summary>Truth and order of a template's values. Unlike in Go whole and broken numbers compare with each other.</summary>
internal static class TemplateComparison
{
    /// <summary>Not empty, not 0, not false.</summary>
    public static bool IsTrue(object value) => value switch
    {
        false or "" or 0d => false,
        IReadOnlyDictionary<string, string> labels => labels.Count > 0,
        _ => true,
    };

    /// <summary>Below 0, 0 or above it; null where a NaN is compared, which is neither.</summary>
    public static int? Compare(string function, object one, object other) => (one, other) switch
    {
        (double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right),
        (string left, string right) => string.CompareOrdinal(left, right),
        (bool left, bool right) => left.CompareTo(right),
        _ => throw new TemplateException($"'{function}' compares two numbers or two texts, not '{TemplateFunctions.Print(one)}' with '{TemplateFunctions.Print(other)}'"),
    };
}
