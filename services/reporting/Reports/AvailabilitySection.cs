namespace PerfMonitor.Reporting.Reports;

/// <summary>Puts together what analytics knows of each target.</summary>
internal static class AvailabilitySection
{
    public static AvailabilityReport Build(ReportData data, ReportPeriod period)
    {
        var keys = data[Figure.Checks].Concat(data[Figure.ResponseP95]).Select(Key).Distinct();
        var targets = keys.Select(key => Target(key, data, period));

        // The worst first: a reader in a hurry stops early.
        return new AvailabilityReport([.. targets
            .OrderBy(target => target.Uptime ?? 1)
            .ThenByDescending(target => target.P95 ?? 0)
            .ThenBy(target => target.Name, StringComparer.Ordinal)
            .ThenBy(target => target.Address, StringComparer.Ordinal)]);
    }

    private static TargetReport Target(TargetKey key, ReportData data, ReportPeriod period)
    {
        var states = Points(Figure.States);
        return new TargetReport
        {
            Name = key.Name,
            Kind = key.Kind,
            Address = key.Address,
            Uptime = Value(Figure.Uptime),
            Checks = (long)(Value(Figure.Checks) ?? 0),
            Interval = data.StateWindow ?? StateHistory.Interval(states),
            States = StateHistory.Of(states, period, data.StateWindow),
            Median = Value(Figure.ResponseMedian),
            P95 = Value(Figure.ResponseP95),
            Maximum = Value(Figure.ResponseMaximum),
            MedianOverTime = Points(Figure.ResponseMedianOverTime),
            P95OverTime = Points(Figure.ResponseP95OverTime),
            CertificateEnd = Value(Figure.CertificateEnd) is { } seconds and > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null,
        };

        MetricSeries? Find(Figure figure) => data[figure].FirstOrDefault(series => Key(series) == key);
        double? Value(Figure figure) => Find(figure)?.Last;
        IReadOnlyList<MetricPoint> Points(Figure figure) => Find(figure)?.Points ?? [];
    }

    private static TargetKey Key(MetricSeries series) => new(
        series.Label("target") is { Length: > 0 } name ? name : series.Label("instance"),
        series.Label("kind"),
        series.Label("instance"));

    private readonly record struct TargetKey(string Name, string Kind, string Address);
}
