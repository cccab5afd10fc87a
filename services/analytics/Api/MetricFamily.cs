namespace PerfMonitor.Analytics.Api;

/// <summary>A metric with the type and unit that its name tells by Prometheus' conventions; nothing on the road carries more.</summary>
internal sealed record MetricFamily(string Name, string Type, string Unit)
{
    private static readonly string[] Units = ["seconds", "bytes", "ratio", "celsius", "meters", "volts", "amperes", "joules", "grams", "hertz", "percent"];
    private static readonly string[] HistogramParts = ["_bucket", "_sum", "_count"];

    /// <summary>The families behind metric names: the parts of a histogram make one.</summary>
    public static IEnumerable<MetricFamily> From(IReadOnlyCollection<string> metrics)
    {
        var all = metrics.ToHashSet();
        var families = new SortedDictionary<string, MetricFamily>(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            var name = HistogramOf(metric, all) ?? metric;
            families.TryAdd(name, new MetricFamily(name, TypeOf(name, metric), UnitOf(name)));
        }

        return families.Values;
    }

    private static string? HistogramOf(string metric, HashSet<string> all)
    {
        var part = HistogramParts.FirstOrDefault(suffix => metric.EndsWith(suffix, StringComparison.Ordinal));
        return part is not null && all.Contains(metric[..^part.Length] + "_bucket") ? metric[..^part.Length] : null;
    }

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
