namespace PerfMonitor.Templates;

/// <summary>A value with fields, as a struct of Go: asking for one it has not is an error.</summary>
/// <param name="fields">Its fields, in the order in which the whole is shown.</param>
public sealed class TemplateRecord(params IReadOnlyList<(string Name, object? Value)> fields)
{
    private readonly Dictionary<string, object?> _values = fields.ToDictionary(static field => field.Name, static field => field.Value);

    /// <summary>The fields in their order.</summary>
    public IReadOnlyList<(string Name, object? Value)> Fields { get; } = fields;

    internal bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);
}
