namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>The fields of a receiver in Alertmanager's file, filled in for one message. What stands below a field is called <c>details.firing</c>, <c>fields.0.title</c>.</summary>
/// <param name="values">The fields by name.</param>
/// <param name="isWorded">Whether they say the whole message; else only whom it goes to.</param>
internal sealed class FilledFields(IReadOnlyDictionary<string, string> values, bool isWorded)
{
    public bool IsWorded => isWorded;

    /// <summary>A field; null where there is none or it is empty, which means the same to Alertmanager.</summary>
    public string? this[string name] => values.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>A field that is at most so long.</summary>
    public string? Cut(string name, int longest) => this[name] is { } text ? Pipeline.Text.Cut(text, longest) : null;

    /// <summary>Names and values below a field.</summary>
    public IReadOnlyDictionary<string, string> Map(string name) =>
        values.Where(field => field.Key.StartsWith($"{name}.", StringComparison.Ordinal)).ToDictionary(field => field.Key[(name.Length + 1)..], field => field.Value);

    /// <summary>The elements of a list below a field.</summary>
    public IEnumerable<FilledFields> List(string name)
    {
        for (var index = 0; Map($"{name}.{index}") is { Count: > 0 } element; index++)
        {
            yield return new FilledFields(element, isWorded);
        }
    }
}
