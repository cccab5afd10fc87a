using System.Globalization;
using System.Text.RegularExpressions;
using PerfMonitor.Analysis.Detection;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// An alert on what the detectors say:
/// <c>anomaly: { query: queue_length, step: 1m, minimum: 0, probability: 0.8, direction: above }</c>, or <c>watch</c> with the name of a
/// watch, or <c>*</c> for all that people have made, in place of the query; <c>levels: { critical: 0.95, warning: 0.8 }</c> in place of
/// the probability.
/// </summary>
internal static class AnomalyKind
{
    // What a rule watches for itself is no other rule's business.
    private static readonly string OthersWatches = $"{Regex.Escape(RuleSource.OwnPrefix)}.*";

    private static readonly string[] Severities = ["critical", "warning", "info"];

    public static AlertCondition? Read(YamlFields extensions, string alert)
    {
        var fields = extensions.Child("anomaly", "query", "watch", "step", "minimum", "maximum", "probability", "levels", "direction")!;
        var source = Source(fields, alert);
        var direction = fields.Word("direction", "either", "above", "below");
        var levels = Levels(fields);
        if (source is null || direction is null || levels is null)
        {
            return null;
        }

        var selector = source.Value.Selector;
        RuleExpression Condition(double probability) => RuleExpression.Parse(string.Create(
            CultureInfo.InvariantCulture,
            $"{AnomalySeries.Probability}{selector} >= {probability}{(direction == "either" ? "" : $" and {AnomalySeries.Deviation}{selector} {(direction == "above" ? '>' : '<')} 0")}"));
        return new AlertCondition(
            RuleKind.Anomaly, Condition(levels[0].Probability), source.Value.Kept, source.Value.About, [.. levels.Skip(1).Select(level => new LevelCondition(level.Severity!, Condition(level.Probability)))])
        { Severity = levels[0].Severity };
    }

    private static (string Selector, RuleSource? Kept, RuleExpression? About)? Source(YamlFields fields, string alert)
    {
        if (fields.Has("query") == fields.Has("watch"))
        {
            fields.Fail("'anomaly' needs either 'query', whose series are watched for this rule, or 'watch', the name of a watch");
            return null;
        }

        if (fields.Text("watch") is { } watch)
        {
            foreach (var field in (string[])["step", "minimum", "maximum"])
            {
                if (fields.Node(field) is { } misplaced)
                {
                    fields.Fail(misplaced, $"'{field}' belongs to 'query'; the watch has its own");
                }
            }

            return watch == "*"
                ? (Selector(LabelMatcher.Create(MatchKind.NotRegex, "watch", OthersWatches)), null, null)
                : (Selector(LabelMatcher.Create(MatchKind.Equal, "watch", watch)), new RuleSource.Watch(watch), null);
        }

        if (fields.Expression("query") is not { } query)
        {
            return null;
        }

        var definition = new WatchDefinition { Name = "", Query = query.Text, Step = fields.Text("step") ?? "1m", Minimum = fields.Real("minimum"), Maximum = fields.Real("maximum") };
        definition = definition with { Name = OwnName.Of(alert, definition) };
        return fields.Take(definition.Check()) ? (Selector(LabelMatcher.Create(MatchKind.Equal, "watch", definition.Name)), new RuleSource.OwnWatch(definition), query) : null;
    }

    private static string Selector(LabelMatcher matcher) => $"{{{matcher}}}";

    /// <summary>The probabilities by severity, the most severe first; one without a severity where the rule's labels say it.</summary>
    private static List<(string? Severity, double Probability)>? Levels(YamlFields fields)
    {
        if (fields.Child("levels", Severities) is not { } levels)
        {
            return Probability(fields, "probability") is { } one ? [(null, one)] : null;
        }

        if (fields.Node("probability") is { } both)
        {
            fields.Fail(both, "'probability' and 'levels' say the same in two ways; keep one");
            return null;
        }

        var given = Severities.Where(levels.Has).Select(severity => (Severity: (string?)severity, Probability: Probability(levels, severity))).ToList();
        if (given.Count == 0)
        {
            levels.Fail("'levels' needs at least one of critical, warning and info, each with a probability");
            return null;
        }

        if (given.Any(static level => level.Probability is null))
        {
            return null;
        }

        if (given.Zip(given.Skip(1)).Any(static pair => pair.First.Probability <= pair.Second.Probability))
        {
            levels.Fail("a more severe level needs a higher probability");
            return null;
        }

        return [.. given.Select(static level => (level.Severity, level.Probability!.Value))];
    }

    private static double? Probability(YamlFields fields, string name)
    {
        if (!fields.Has(name))
        {
            return AnomalyLevels.Warning;
        }

        if (fields.Real(name) is not { } probability)
        {
            return null;
        }

        if (probability is > 0 and < 1)
        {
            return probability;
        }

        fields.Fail(fields.Node(name)!, string.Create(CultureInfo.InvariantCulture, $"'{name}' is a probability, above 0 and below 1, not {probability}"));
        return null;
    }
}
