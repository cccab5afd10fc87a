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

    /// <summary>The matchers; what is wrong with them goes to <paramref name="errors"/>.</summary>
    public static IReadOnlyList<LabelMatcher> Read(IReadOnlyList<MatcherModel?>? models, FieldErrors errors)
    {
        if (models is { Count: > MostMatchers })
        {
            errors.Add("matchers", $"there are {models.Count}, and at most {MostMatchers} are allowed");
            return [];
        }

        return [.. (models ?? []).Select((model, index) => ReadOne(model, $"matchers[{index}]", errors)).OfType<LabelMatcher>()];
    }

    private static LabelMatcher? ReadOne(MatcherModel? model, string field, FieldErrors errors)
    {
        if (model is null)
        {
            errors.Add(field, "it is missing; it needs a name and a value");
            return null;
        }

        var named = model.Name is { Length: > 0 } && IsKept(model.Name);
        errors.Require(named, $"{field}.name", model.Name, $"1 to {LongestValue} characters without the character 0");
        if (model.Value is not { } value || !IsKept(value))
        {
            errors.Require(false, $"{field}.value", model.Value, $"at most {LongestValue} characters without the character 0");
            return null;
        }

        try
        {
            var matcher = new LabelMatcher(model.Name ?? "", Kind(model), value);
            return named ? matcher : null;
        }
        catch (ArgumentException broken)
        {
            errors.Add($"{field}.value", broken.Message.TrimEnd('.'));
            return null;
        }
    }

    // PostgreSQL cannot keep the character 0.
    private static bool IsKept(string text) => text.Length <= LongestValue && !text.Contains('\0', StringComparison.Ordinal);

    private static MatchKind Kind(MatcherModel model) => (model.IsRegex, model.IsEqual) switch
    {
        (false, true) => MatchKind.Equal,
        (false, false) => MatchKind.NotEqual,
        (true, true) => MatchKind.Regex,
        _ => MatchKind.NotRegex,
    };
}
