using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Notation;

/// <summary>A series as the selector that finds it: <c>up{job="api"}</c>, or <c>{"http.requests",job="api"}</c> where the name needs quotes.</summary>
public static class SeriesText
{
    /// <summary>Name and labels, in the order of the label set.</summary>
    public static string Format(LabelSet labels)
    {
        string metric = labels.Metric;
        bool isPlain = LabelNames.IsClassicMetric(metric);
        var parts = labels.Where(label => label.Name != LabelSet.MetricName).Select(label => $"{LabelNames.Quote(label.Name)}={Quoting.Quote(label.Value)}");
        if (metric.Length > 0 && !isPlain) parts = parts.Prepend(Quoting.Quote(metric));
        string inBraces = string.Join(',', parts);
        return isPlain && inBraces.Length == 0 ? metric : $"{(isPlain ? metric : "")}{{{inBraces}}}";
    }
}
