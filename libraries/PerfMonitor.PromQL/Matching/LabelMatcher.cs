using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL;

/// <summary>How a matcher compares a label's value.</summary>
public enum MatchKind
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>=~</c></summary>
    Regex,

    /// <summary><c>!~</c></summary>
    NotRegex,
}

/// <summary>
/// A condition on one label. A label that a series does not have counts as empty. Regular expressions match the whole
/// value, in RE2's syntax and in time linear in its length.
/// </summary>
public sealed class LabelMatcher : IEquatable<LabelMatcher>
{
    private readonly RegexMatch? _regex;

    private LabelMatcher(MatchKind kind, string name, string value, RegexMatch? regex)
    {
        Kind = kind;
        Name = name;
        Value = value;
        _regex = regex;
    }

    /// <summary>How the value is compared.</summary>
    public MatchKind Kind { get; }

    /// <summary>The label.</summary>
    public string Name { get; }

    /// <summary>The value or the regular expression as written.</summary>
    public string Value { get; }

    /// <summary>
    /// For <see cref="MatchKind.Regex"/> and <see cref="MatchKind.NotRegex"/>: the values an expression of plain
    /// alternatives (<c>a|b|c</c>) stands for, so that an index looks them up; null for any other expression.
    /// </summary>
    public IReadOnlyCollection<string>? Alternatives => _regex?.Alternatives;

    /// <summary>For regular expressions: text every matching value starts with, empty where nothing is known.</summary>
    public string Prefix => _regex?.Prefix ?? "";

    /// <summary>Whether the matcher is true of a series that lacks the label.</summary>
    public bool MatchesEmpty => Matches("");

    /// <summary>Builds a matcher.</summary>
    /// <exception cref="ArgumentException">The regular expression is broken; the message says how.</exception>
    public static LabelMatcher Create(MatchKind kind, string name, string value) =>
        new(kind, name, value, kind is MatchKind.Regex or MatchKind.NotRegex ? RegexMatch.Create(value) : null);

    /// <summary>Whether a value satisfies the condition.</summary>
    public bool Matches(string value) => Kind switch
    {
        MatchKind.Equal => value == Value,
        MatchKind.NotEqual => value != Value,
        MatchKind.Regex => _regex!.IsMatch(value),
        _ => !_regex!.IsMatch(value),
    };

    /// <summary>Whether a series satisfies the condition.</summary>
    public bool Matches(LabelSet labels) => Matches(labels[Name] ?? "");

    /// <summary>Whether a series satisfies every condition.</summary>
    public static bool MatchesAll(IReadOnlyList<LabelMatcher> matchers, LabelSet labels)
    {
        for (int i = 0; i < matchers.Count; i++)
        {
            if (!matchers[i].Matches(labels)) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(LabelMatcher? other) => other is not null && Kind == other.Kind && Name == other.Name && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelMatcher);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Name, Value);

    /// <summary>As written in a selector: <c>job=~"api|web"</c>.</summary>
    public override string ToString() => LabelNames.Quote(Name) + Symbol + Quoting.Quote(Value);

    private string Symbol => Kind switch
    {
        MatchKind.Equal => "=",
        MatchKind.NotEqual => "!=",
        MatchKind.Regex => "=~",
        _ => "!~",
    };
}
