using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Api;

/// <summary>
/// A metric and what is told of it, the newest first. What nobody tells is read from the name, by Prometheus' conventions: type and unit, but no help.
/// </summary>
internal sealed record MetricFamily(string Name, IReadOnlyList<MetricInfo> Told)
{
    private static readonly string[] Units = ["seconds", "bytes", "ratio", "celsius", "meters", "volts", "amperes", "joules", "grams", "hertz", "percent"];
    private static readonly string[] Parts = ["_bucket", "_sum", "_count"];

    // OpenMetrics tells of a counter or an info by the name without this end.
    private static readonly string[] Ends = ["_total", "_info"];

    /// <summary>The families behind metric names, sorted by name: the parts of a histogram or summary make one.</summary>
    /// <param name="metrics">The metrics there are.</param>
    /// <param name="told">What is told, of these and others, the newest first.</param>
    public static IEnumerable<MetricFamily> From(IReadOnlyCollection<string> metrics, IEnumerable<MetricInfo> told)
    {
        var (all, byName) = (metrics.ToHashSet(), told.ToLookup(static info => info.Metric, StringComparer.Ordinal));
        var families = new SortedDictionary<string, MetricFamily>(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            var name = WholeOf(metric, all, byName) ?? metric;
            if (!families.ContainsKey(name))
            {
                families.Add(name, new MetricFamily(name, [.. Descriptions(name, byName).DefaultIfEmpty(new MetricInfo(name, "", "", "")).Select(info => Completed(info, name, metric)).Distinct()]));
            }
        }

        return families.Values;
    }

    private static string? WholeOf(string metric, HashSet<string> all, ILookup<string, MetricInfo> told)
    {
        var part = Parts.FirstOrDefault(end => metric.EndsWith(end, StringComparison.Ordinal));
        return part is not null && metric[..^part.Length] is var whole && (all.Contains(whole + "_bucket") || told[whole].Any(static info => info.Type is "histogram" or "gaugehistogram" or "summary")) ? whole : null;
    }

    private static IEnumerable<MetricInfo> Descriptions(string name, ILookup<string, MetricInfo> told)
    {
        var end = Ends.FirstOrDefault(end => name.EndsWith(end, StringComparison.Ordinal));
        return told.Contains(name) || end is null ? told[name] : told[name[..^end.Length]];
    }

    private static MetricInfo Completed(MetricInfo info, string name, string metric) => new(
        name,
        info.Type switch { "" => TypeOf(name, metric), "untyped" => "unknown", var type => type },
        info.Unit.Length > 0 ? info.Unit : UnitOf(name),
        info.Help);

    private static string TypeOf(string name, string metric)
    {
        if (name != metric)
        {
            return "histogram";
        }

        return name.EndsWith("_total", StringComparison.Ordinal) ? "counter" : name.EndsWith("_info", StringComparison.Ordinal) ? "gauge" : "unknown";
    }

    private static string UnitOf(string name)
    {
        var stem = name.EndsWith("_total", StringComparison.Ordinal) ? name[..^"_total".Length] : name;
        return Units.FirstOrDefault(unit => stem.EndsWith("_" + unit, StringComparison.Ordinal)) ?? "";
    }
}
