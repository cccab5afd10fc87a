using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>From the result of a recording rule's expression to the series it records.</summary>
internal static class RecordedSeries
{
    /// <exception cref="RuleFailedException">Two series get the same labels, or there are more than the group allows.</exception>
    public static IReadOnlyList<(LabelSet Labels, double Value)> From(RecordingRule rule, int limit, IReadOnlyList<VectorSample> result)
    {
        if (limit > 0 && result.Count > limit)
        {
            throw new RuleFailedException($"the rule has {result.Count} series where its group allows {limit} (limit)");
        }

        var series = new Dictionary<LabelSet, double>();
        foreach (var sample in result)
        {
            var labels = rule.Labels.Aggregate(sample.Labels.With(LabelSet.MetricName, rule.Name), static (set, label) => set.With(label.Name, label.Value));
            if (!series.TryAdd(labels, sample.Value))
            {
                throw new RuleFailedException($"vector contains metrics with the same labelset after applying rule labels: {labels}");
            }
        }

        return [.. series.Select(static pair => (pair.Key, pair.Value))];
    }
}
