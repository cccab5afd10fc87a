using PerfMonitor.Ingestion.Relabelling;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>Joins the labels of a scraped sample with those of its target, as Prometheus does, and relabels them.</summary>
internal static class MetricLabels
{
    private const string ExportedPrefix = "exported_";

    /// <summary>The labels of the series; null where relabelling drops it.</summary>
    public static LabelSet? Resolve(IReadOnlyList<Label> scraped, ScrapePoint point)
    {
        var labels = scraped.Where(label => label.Value.Length > 0).ToDictionary(label => label.Name, label => label.Value, StringComparer.Ordinal);
        foreach (var (name, value) in point.Target.Labels)
        {
            if (!labels.TryGetValue(name, out var own))
            {
                labels[name] = value;
                continue;
            }

            if (!point.Job.Definition.HonorLabels!.Value)
            {
                var exported = ExportedPrefix + name;
                while (labels.ContainsKey(exported))
                {
                    exported = ExportedPrefix + exported;
                }

                (labels[exported], labels[name]) = (own, value);
            }
        }

        // Labels that begin with two underscores are for the steps of relabelling among themselves.
        return Relabeller.Apply(point.Job.MetricRules, labels)
            ? LabelSet.Create(labels.Where(label => label.Key == LabelSet.MetricName || !label.Key.StartsWith("__", StringComparison.Ordinal)).Select(label => new Label(label.Key, label.Value)))
            : null;
    }
}
