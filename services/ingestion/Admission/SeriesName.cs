using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>
/// Whether a label set may name a series: as in Prometheus 3 names may be any text, and what the classic alphabet lacks stands in quotes where
/// it is written; control characters alone are refused, in values NUL alone. And our bounds on number and length.
/// </summary>
internal static class SeriesName
{
    private const int QuotedLength = 60;

    public static Refusal? Check(LabelSet labels, AdmissionOptions limits)
    {
        if (CheckMetric(labels.Metric, limits) is { } metric)
        {
            return metric;
        }

        if (labels.Count - 1 > limits.MaximumLabels)
        {
            return new Refusal(RefusalReason.TooManyLabels, $"'{labels.Metric}' has {labels.Count - 1} labels; at most {limits.MaximumLabels} are taken");
        }

        foreach (var label in labels)
        {
            if (label.Name != LabelSet.MetricName && CheckLabel(label, limits) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? CheckMetric(string name, AdmissionOptions limits)
    {
        if (name.Length > limits.MaximumNameLength)
        {
            return new Refusal(RefusalReason.BadMetricName, $"the metric name '{Quote(name)}' has {name.Length} characters; at most {limits.MaximumNameLength} are taken");
        }

        return Fault(name) is { } fault ? new Refusal(RefusalReason.BadMetricName, $"the metric name {fault}") : null;
    }

    private static Refusal? CheckLabel(Label label, AdmissionOptions limits)
    {
        if (label.Name.Length > limits.MaximumNameLength)
        {
            return new Refusal(RefusalReason.LabelTooLong, $"the label name '{Quote(label.Name)}' has {label.Name.Length} characters; at most {limits.MaximumNameLength} are taken");
        }

        if (Fault(label.Name) is { } fault)
        {
            return new Refusal(RefusalReason.BadLabelName, $"the label name {fault}");
        }

        // A Prometheus with type-and-unit-labels sends these two with every series.
        if (label.Name.StartsWith("__", StringComparison.Ordinal) && label.Name is not (LabelNames.MetricType or LabelNames.MetricUnit))
        {
            return new Refusal(RefusalReason.BadLabelName, $"the label name '{Quote(label.Name)}' begins with '__', which is reserved");
        }

        // Text in PostgreSQL, where the labels go, holds any character but this one.
        if (label.Value.IndexOf('\0') is >= 0 and var at)
        {
            return new Refusal(RefusalReason.BadLabelValue, $"the value of label '{Quote(label.Name)}' holds the control character U+0000 at character {at + 1}");
        }

        return label.Value.Length > limits.MaximumValueLength
            ? new Refusal(RefusalReason.LabelTooLong, $"the value of label '{Quote(label.Name)}' has {label.Value.Length} characters; at most {limits.MaximumValueLength} are taken")
            : null;
    }

    private static string? Fault(string name)
    {
        if (name.Length == 0)
        {
            return "is empty";
        }

        var control = name.AsSpan().IndexOfAnyInRange('\0', '\u001f');
        return control < 0 ? null : $"'{Quote(name.Replace(name[control], '?'))}' holds the control character U+{(int)name[control]:X4}";
    }

    private static string Quote(string name) => name.Length <= QuotedLength ? name : string.Concat(name.AsSpan(0, QuotedLength), "…");
}
