using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>From the result of an alert's expression to the alerts it stands for: labels and annotations filled in.</summary>
internal static class AlertObservations
{
    /// <summary>The label of an alert's name.</summary>
    public const string AlertName = "alertname";

    /// <summary>One observation for each series of the result.</summary>
    /// <exception cref="RuleFailedException">Two series are the same alert.</exception>
    public static IReadOnlyList<AlertObservation> From(AlertRule rule, IReadOnlyList<VectorSample> result, RuleTexts texts)
    {
        var observations = new List<AlertObservation>(result.Count);
        var known = new HashSet<LabelSet>();
        foreach (var sample in result)
        {
            var shown = Shown(sample);
            var labels = Labels(rule, sample, shown, texts);
            if (!known.Add(labels))
            {
                throw Twice(labels);
            }

            observations.Add(new AlertObservation(labels, Annotations(rule, template => template.Expand(shown, sample.Value, texts)), sample.Value, sample.Labels));
        }

        return observations;
    }

    /// <summary>
    /// What a weaker condition says of the alerts that fire, by alert. It begins none, so neither the group's limit nor the bound of alerts has to do
    /// with how many series meet it.
    /// </summary>
    /// <exception cref="RuleFailedException">Two series are the same alert.</exception>
    public static IReadOnlyDictionary<SeriesId, double> Sustaining(AlertRule rule, IReadOnlyDictionary<SeriesId, AlertInstance> current, IReadOnlyList<VectorSample> result, RuleTexts texts)
    {
        var values = new Dictionary<SeriesId, double>();
        foreach (var sample in result)
        {
            var labels = Labels(rule, sample, Shown(sample), texts);
            if (current.GetValueOrDefault(labels.Id)?.State == AlertState.Firing && !values.TryAdd(labels.Id, sample.Value))
            {
                throw Twice(labels);
            }
        }

        return values;
    }

    /// <summary>The alert that a series of the result stands for.</summary>
    public static SeriesId Fingerprint(AlertRule rule, VectorSample sample, RuleTexts texts) => Labels(rule, sample, Shown(sample), texts).Id;

    private static Dictionary<string, string> Shown(VectorSample sample) => sample.Labels.ToDictionary(static label => label.Name, static label => label.Value);

    private static RuleFailedException Twice(LabelSet labels) => new($"vector contains metrics with the same labelset after applying alert labels: {labels}");

    private static LabelSet Labels(AlertRule rule, VectorSample sample, Dictionary<string, string> shown, RuleTexts texts)
    {
        var labels = new Dictionary<string, string>(shown);
        labels.Remove(LabelSet.MetricName);
        foreach (var (name, template) in rule.Labels)
        {
            labels[name] = template.Expand(shown, sample.Value, texts);
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
