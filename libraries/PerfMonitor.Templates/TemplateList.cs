using System.Collections;

namespace PerfMonitor.Templates;

/// <summary>A list that also has fields, as <c>.Alerts</c> has <c>.Alerts.Firing</c>.</summary>
/// <param name="items">What it holds.</param>
/// <param name="fields">Its fields.</param>
public sealed class TemplateList(IReadOnlyList<object?> items, TemplateRecord fields) : IReadOnlyList<object?>
{
    /// <inheritdoc/>
    public int Count => items.Count;

    /// <inheritdoc/>
    public object? this[int index] => items[index];

    internal TemplateRecord Fields => fields;

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
