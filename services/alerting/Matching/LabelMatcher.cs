using System.Text.RegularExpressions;
using PerfMonitor.PromQL;

namespace PerfMonitor.Alerting.Matching;

/// <summary>How a matcher compares.</summary>
internal enum MatchKind
{
    Equal,
    NotEqual,
    Regex,
    NotRegex,
}

/// <summary>A condition on one label, as in Alertmanager: <c>=</c>, <c>!=</c>, <c>=~</c>, <c>!~</c>. A label that is not there counts as empty; regular expressions match the whole value.</summary>
internal sealed record LabelMatcher
{
    private readonly Regex? _regex;

    /// <exception cref="ArgumentException">The value is no regular expression that runs in linear time.</exception>
    public LabelMatcher(string name, MatchKind kind, string value)
    {
        (Name, Kind, Value) = (name, kind, value);
        if (kind is MatchKind.Regex or MatchKind.NotRegex)
        {
            try
            {
                // In Prometheus' syntax, and in linear time whatever an operator writes.
                _regex = Re2.Compile(value);
            }
            catch (ArgumentException broken)
            {
                throw new ArgumentException($"'{value}' is not a regular expression that can be used here: {broken.Message}", broken);
            }
        }
    }

    public string Name { get; }

    public MatchKind Kind { get; }

    public string Value { get; }

    /// <summary>Whether it also holds where the label is missing.</summary>
    public bool MatchesEmpty => Matches("");

    public bool Matches(IReadOnlyDictionary<string, string> labels) => Matches(labels.GetValueOrDefault(Name, ""));

    public bool Equals(LabelMatcher? other) => other is not null && (Name, Kind, Value) == (other.Name, other.Kind, other.Value);

    public override int GetHashCode() => HashCode.Combine(Name, Kind, Value);

    /// <summary>As <see cref="LabelMatchers.Parse"/> reads it: a name that is none of the classic ones is quoted too.</summary>
    public override string ToString() => $"{(LabelMatchers.IsBareName(Name) ? Name : Quote(Name))}{Operator(Kind)}{Quote(Value)}";

    /// <summary>What an operator asks for.</summary>
    public static MatchKind KindOf(string written) => written switch
    {
        "=" => MatchKind.Equal,
        "!=" => MatchKind.NotEqual,
        "=~" => MatchKind.Regex,
        _ => MatchKind.NotRegex,
    };

    public static string Operator(MatchKind kind) => kind switch
    {
        MatchKind.Equal => "=",
        MatchKind.NotEqual => "!=",
        MatchKind.Regex => "=~",
        _ => "!~",
    };

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private bool Matches(string value) => Kind switch
    {
        MatchKind.Equal => value == Value,
        MatchKind.NotEqual => value != Value,
        MatchKind.Regex => _regex!.IsMatch(value),
        _ => !_regex!.IsMatch(value),
    };
}
