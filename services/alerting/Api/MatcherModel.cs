using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Api;

/// <summary>A matcher in the form of Alertmanager's API.</summary>
internal sealed record MatcherModel(string? Name, string? Value, bool IsRegex = false, bool IsEqual = true)
{
    // A silence that needs more is better written as a regular expression.
    private const int MostMatchers = 20;
    private const int LongestValue = 4096;

    public static MatcherModel Of(LabelMatcher matcher) => new(
        matcher.Name,
        matcher.Value,
        matcher.Kind is MatchKind.Regex or MatchKind.NotRegex,
        matcher.Kind is MatchKind.Equal or MatchKind.Regex);

    /// <summary>The matchers, or what is wrong with them.</summary>
    public static (IReadOnlyList<LabelMatcher> Matchers, string? Error) Read(IReadOnlyList<MatcherModel?>? models)
    {
        if (models is { Count: > MostMatchers })
        {
            return ([], $"there are {models.Count} matchers; at most {MostMatchers} are allowed");
        }

        var matchers = new List<LabelMatcher>();
        foreach (var (index, model) in (models ?? []).Index())
        {
            // PostgreSQL cannot keep the character 0.
            if (model is not { Name.Length: > 0 and <= LongestValue, Value.Length: <= LongestValue } || (model.Name + model.Value).Contains('\0', StringComparison.Ordinal))
            {
                return ([], $"matcher {index + 1} has no name or no value; each needs both, of at most {LongestValue} characters and without the character 0");
            }

            try
            {
                matchers.Add(new LabelMatcher(model.Name, Kind(model), model.Value));
            }
            catch (ArgumentException broken)
            {
                return ([], $"matcher {index + 1}, of '{model.Name}': {broken.Message.TrimEnd('.')}");
            }
        }

        return (matchers, null);
    }

    private static MatchKind Kind(MatcherModel model) => (model.IsRegex, model.IsEqual) switch
    {
        (false, true) => MatchKind.Equal,
        (false, false) => MatchKind.NotEqual,
        (true, true) => MatchKind.Regex,
        _ => MatchKind.NotRegex,
    };
}
