using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Outlooks;

/// <summary>A forecast that is kept fresh under a name, so that rules can read it. Spans are durations as PromQL writes them, such as <c>7d</c>.</summary>
internal sealed partial record OutlookDefinition
{
    public required string Name { get; init; }

    public required string Query { get; init; }

    public string History { get; init; } = "7d";

    public string Horizon { get; init; } = "1d";

    public string? Step { get; init; }

    public double Level { get; init; } = 0.95;

    public double? Threshold { get; init; }

    public ThresholdSide Side { get; init; } = ThresholdSide.FromBelow;

    public double? Least { get; init; }

    /// <summary>The largest possible value; for a threshold that is reached from below also how much there is to allocate.</summary>
    public double? Largest { get; init; }

    /// <summary>PromQL for how many instances share the load, where the query is their mean utilisation; then it is said how many to run.</summary>
    public string? Instances { get; init; }

    /// <summary>The request behind it; a duration that cannot be read counts as 0, which the request's own check refuses.</summary>
    [JsonIgnore]
    public ForecastRequest Request => new(Query, Span(History) ?? 0, Span(Horizon) ?? 0)
    {
        GivenStepMs = Step is null ? null : Span(Step) ?? 0,
        Level = Level,
        Least = Least,
        Largest = Largest,
        Threshold = Threshold is { } value ? new Threshold(value, Side) : null,
    };

    public FieldErrors Check()
    {
        var errors = Request.Check();
        errors.Require(NameForm().IsMatch(Name), "name", "A name has 1 to 64 lower-case letters, digits, '-', '_' and '.', and begins with a letter or digit.");
        if (Instances is not null)
        {
            errors.RequireExpression(Instances, "instances", ForecastRequest.LongestExpression);
        }

        return errors;
    }

    private static long? Span(string text) => PromTime.TryParseDuration(text, out var span) ? span : null;

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex NameForm();
}
