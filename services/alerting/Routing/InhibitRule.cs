using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Routing;

/// <summary>While a source fires, targets with the same values in the equal labels are held back.</summary>
internal sealed record InhibitRule(IReadOnlyList<LabelMatcher> Source, IReadOnlyList<LabelMatcher> Target, IReadOnlyList<string> Equal)
{
    /// <summary>Where given, in place of <see cref="Equal"/>: all labels must have the same values but these.</summary>
    public IReadOnlyList<string>? EqualBut { get; init; }

    /// <summary>What must be the same, in words that follow "which fires"; empty where nothing must.</summary>
    public string Same => EqualBut is { } but ? $" with the same labels but {string.Join(", ", but)}" : Equal.Count == 0 ? "" : $" with the same {string.Join(", ", Equal)}";

    /// <summary>Whether the label must have the same value on both sides.</summary>
    public bool MustBeEqual(string label) => EqualBut is { } but ? !but.Contains(label) : Equal.Contains(label);

    /// <summary>The same for two alerts whose labels are equal as far as they must be. A label that is missing counts as empty.</summary>
    public string KeyOf(IReadOnlyDictionary<string, string> labels) => string.Join('\0', EqualBut is null
        ? Equal.Select(label => labels.GetValueOrDefault(label, ""))
        : labels.Where(label => label.Value.Length > 0 && MustBeEqual(label.Key)).OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => $"{label.Key}\0{label.Value}"));
}
