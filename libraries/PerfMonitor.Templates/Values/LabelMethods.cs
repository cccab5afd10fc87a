namespace PerfMonitor.Templates.Values;

/// <summary>The methods that Alertmanager's templates have on labels and annotations. A label of the same name comes first.</summary>
internal static class LabelMethods
{
    public static bool Knows(string name) => name is "SortedPairs" or "Names" or "Values" or "Remove";

    /// <summary>Null where there is no such method.</summary>
    /// <exception cref="TemplateException">It does not take the arguments.</exception>
    public static object? Call(IReadOnlyDictionary<string, string> labels, string name, IReadOnlyList<object?> arguments) => (name, arguments) switch
    {
        ("SortedPairs", []) => Pairs(Sorted(labels)),
        ("Names", []) => Names(Sorted(labels)),
        ("Values", []) => Values(Sorted(labels)),
        ("Remove", [IReadOnlyList<object?> names]) => labels.Where(label => !names.Contains(label.Key)).ToDictionary(),
        ("Remove", _) => throw new TemplateException("'.Remove' takes one list of names, such as (stringSlice \"job\")"),
        _ => Knows(name) ? throw new TemplateException($"'.{name}' takes no arguments") : null,
    };

    // By name, but the alert's name first, as Alertmanager has it.
    private static List<KeyValuePair<string, string>> Sorted(IReadOnlyDictionary<string, string> labels) =>
        [.. labels.OrderBy(static label => label.Key != "alertname").ThenBy(static label => label.Key, StringComparer.Ordinal)];

    private static TemplateList Pairs(List<KeyValuePair<string, string>> sorted) => new(
        [.. sorted.Select(static label => new TemplateRecord(("Name", label.Key), ("Value", label.Value)))],
        new TemplateRecord(("Names", Names(sorted)), ("Values", Values(sorted))));

    private static List<object?> Names(List<KeyValuePair<string, string>> sorted) => [.. sorted.Select(static label => (object?)label.Key)];

    private static List<object?> Values(List<KeyValuePair<string, string>> sorted) => [.. sorted.Select(static label => (object?)label.Value)];
}
