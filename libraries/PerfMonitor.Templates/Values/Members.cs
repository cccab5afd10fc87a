using System.Globalization;

namespace PerfMonitor.Templates.Values;

/// <summary>What stands behind a point: a field, a label, or a method with its arguments.</summary>
internal static class Members
{
    /// <exception cref="TemplateException">The value has nothing of that name.</exception>
    public static object? Of(object? value, string name, IReadOnlyList<object?> arguments)
    {
        var found = value switch
        {
            null => throw new TemplateException($"'.{name}' is asked of nothing (nil)"),
            TemplateRecord record => Field(record, name),
            TemplateList list => list.Fields.TryGet(name, out var field) ? field : throw Lacks(value, name),
            IReadOnlyDictionary<string, string> labels when labels.TryGetValue(name, out var text) => text,
            IReadOnlyDictionary<string, string> labels => LabelMethods.Call(labels, name, arguments) is { } method ? method : "",
            IReadOnlyDictionary<string, object?> map => map.GetValueOrDefault(name),
            DateTimeOffset time => TimeMethods.Call(time, name, arguments) ?? throw Lacks(value, name),
            TimeSpan span => TimeMethods.Call(span, name, arguments) ?? throw Lacks(value, name),
            _ => throw Lacks(value, name),
        };
        return arguments.Count > 0 && !IsMethod(value, name) ? throw new TemplateException($"'.{name}' is a field and takes no arguments") : found;
    }

    private static object? Field(TemplateRecord record, string name) => record.TryGet(name, out var value) ? value
        : throw new TemplateException($"there is no field '.{name}' here; there are {string.Join(", ", record.Fields.Select(static field => $".{field.Name}"))}");

    private static bool IsMethod(object? value, string name) => value is DateTimeOffset or TimeSpan
        || (value is IReadOnlyDictionary<string, string> labels && !labels.ContainsKey(name) && LabelMethods.Knows(name));

    private static TemplateException Lacks(object? value, string name) =>
        new(string.Create(CultureInfo.InvariantCulture, $"'.{name}' is asked of {GoValue.Describe(value)}, which has no such field"));
}
