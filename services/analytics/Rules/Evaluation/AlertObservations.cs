using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>From the result of an alert's expression to the alerts it stands for: labels and annotations filled in.</summary>
internal static class AlertObservations
{
    /// <summary>The label of an alert's name.</summary>
    public const string AlertName = "alertname";

    /// <summary>One observation for each series of the result; without a limit of the group's own, for <see cref="AlertBound.Most"/> at most.</summary>
    /// <exception cref="RuleFailedException">Two series are the same alert, or there are more than the group allows.</exception>
    public static IReadOnlyList<AlertObservation> From(AlertRule rule, int limit, IReadOnlyList<VectorSample> result, Func<LabelSet, DateTimeOffset> sampleAt, RuleTexts texts)
    {
        if (limit > 0 && result.Count > limit)
        {
            throw new RuleFailedException($"the rule has {result.Count} alerts where its group allows {limit} (limit)");
        }

        var observations = new List<AlertObservation>(Math.Min(result.Count, AlertBound.Most));
        var known = new HashSet<LabelSet>();
        foreach (var sample in AlertBound.Cut(result, limit))
        {
            var shown = sample.Labels.ToDictionary(static label => label.Name, static label => label.Value);
            var labels = Labels(rule, sample.Labels, template => template.Expand(shown, sample.Value, texts));
            if (!known.Add(labels))
            {
                throw new RuleFailedException($"vector contains metrics with the same labelset after applying alert labels: {labels}");
            }

            observations.Add(new AlertObservation(labels, Annotations(rule, template => template.Expand(shown, sample.Value, texts)), sample.Value, sampleAt(sample.Labels)));
        }

        return observations;
    }

    private static LabelSet Labels(AlertRule rule, LabelSet series, Func<AlertTemplate, string> expand)
    {
        var labels = series.Where(static label => label.Name != LabelSet.MetricName).ToDictionary(static label => label.Name, static label => label.Value);
        foreach (var (name, template) in rule.Labels)
        {
            labels[name] = expand(template);
        }

        labels[AlertName] = rule.Name;
        return LabelSet.Create(labels.Select(static label => new Label(Storable(label.Key), Storable(label.Value))));
    }

    private static Dictionary<string, string> Annotations(AlertRule rule, Func<AlertTemplate, string> expand)
    {
        var annotations = new Dictionary<string, string>();
        foreach (var (name, template) in rule.Annotations)
        {
            annotations[name] = Storable(expand(template));
        }

        return annotations;
    }

    /// <summary>A text as it can be kept: PostgreSQL stores no NUL, which a template or <c>label_replace</c> may make.</summary>
    public static string Storable(string text) => text.Replace('\0', '\uFFFD');
}

/// <summary>An evaluation that failed for a reason of the rule itself.</summary>
internal sealed class RuleFailedException(string message) : Exception(message);
