using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>Whether a label set may name a series: Prometheus' character rules, and our bounds on number and length.</summary>
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

        return IsName(name, colons: true)
            ? null
            : new Refusal(RefusalReason.BadMetricName, name.Length == 0 ? "the metric name is empty" : $"the metric name '{Quote(name)}' does not match [a-zA-Z_:][a-zA-Z0-9_:]*");
    }

    private static Refusal? CheckLabel(Label label, AdmissionOptions limits)
    {
        if (label.Name.Length > limits.MaximumNameLength)
        {
            return new Refusal(RefusalReason.LabelTooLong, $"the label name '{Quote(label.Name)}' has {label.Name.Length} characters; at most {limits.MaximumNameLength} are taken");
        }

        if (!IsName(label.Name, colons: false))
        {
            return new Refusal(RefusalReason.BadLabelName, $"the label name '{Quote(label.Name)}' does not match [a-zA-Z_][a-zA-Z0-9_]*");
        }

        if (label.Name.StartsWith("__", StringComparison.Ordinal))
        {
            return new Refusal(RefusalReason.BadLabelName, $"the label name '{Quote(label.Name)}' begins with '__', which is reserved");
        }

        return label.Value.Length > limits.MaximumValueLength
            ? new Refusal(RefusalReason.LabelTooLong, $"the value of label '{Quote(label.Name)}' has {label.Value.Length} characters; at most {limits.MaximumValueLength} are taken")
            : null;
    }

    private static bool IsName(string name, bool colons)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            return false;
        }

        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_' && !(colons && letter == ':'))
            {
                return false;
            }
        }

        return true;
    }

    private static string Quote(string name) => name.Length <= QuotedLength ? name : string.Concat(name.AsSpan(0, QuotedLength), "…");
}
