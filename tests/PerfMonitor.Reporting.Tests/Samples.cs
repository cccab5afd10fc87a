using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests;

/// <summary>Data of one day as analytics and alerting give them: two targets, one of them down for two minutes, one host, two alerts.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset From = new(2025, 11, 21, 0, 0, 0, TimeSpan.Zero);
    public static readonly ReportPeriod Day = new(From, From.AddDays(1));

    public static readonly ReportRequest Request = new()
    {
        Id = new Guid("11111111-2222-3333-4444-555555555555"),
        Title = "Daily report",
        Period = Day,
        RequestedBy = "ada",
        MailTo = ["ada@example.test"],
    };

    public static readonly ReportData Empty = new() { Queries = ReportQueries.For(Day), Series = new Dictionary<Figure, IReadOnlyList<MetricSeries>>(), Alerts = [] };

    public static ReportData Data => Empty with
    {
        Queries = [.. ReportQueries.For(Day), ReportQueries.States(Day, 5760)],
        Series = new Dictionary<Figure, IReadOnlyList<MetricSeries>>
        {
            [Figure.Uptime] = [Target("shop", At(Day.To, 0.9986)), Target("search", At(Day.To, 1))],
            [Figure.Checks] = [Target("shop", At(Day.To, 2880)), Target("search", At(Day.To, 2880))],
            [Figure.States] = [Target("shop", Checks(i => i is < 1000 or > 1003)), Target("search", Checks(_ => true))],
            [Figure.ResponseMedian] = [Target("shop", At(Day.To, 0.3)), Target("search", At(Day.To, 0.08))],
            [Figure.ResponseP95] = [Target("shop", At(Day.To, 0.61)), Target("search", At(Day.To, 0.12))],
            [Figure.ResponseMaximum] = [Target("shop", At(Day.To, 2.5)), Target("search", At(Day.To, 0.4))],
            [Figure.ResponseMedianOverTime] = [Target("shop", Points(0.3))],
            [Figure.ResponseP95OverTime] = [Target("shop", Points(0.6))],
            [Figure.CertificateEnd] = [Target("shop", At(Day.To, Day.To.AddDays(12).ToUnixTimeSeconds()))],
            [Figure.ProcessorMean] = [Host("web-1", Points(0.4))],
            [Figure.ProcessorPeak] = [Host("web-1", Points(0.7))],
            [Figure.MemoryUsed] = [Host("web-1", Points(3e9))],
            [Figure.MemoryTotal] = [Host("web-1", At(Day.To, 8e9))],
            [Figure.FilesystemUse] = [Filesystem("/", At(Day.To, 0.91)), Filesystem("/var", At(Day.To, 0.2))],
            [Figure.FilesystemSize] = [Filesystem("/", At(Day.To, 4e10))],
        },
        Alerts =
        [
            Alert("TargetDown", "critical", From.AddHours(8), From.AddMinutes(492)) with { AcknowledgedBy = "ada", AcknowledgedAt = From.AddMinutes(483) },
            Alert("FilesystemFull", "warning", From.AddHours(-10), null),
        ],
    };

    public static Report Report => ReportBuilder.Build(Request, Data, TimeZoneInfo.Utc, Day.To.AddHours(6));

    public static Report EmptyReport => ReportBuilder.Build(Request, Empty, TimeZoneInfo.Utc, Day.To.AddHours(6));

    public static MetricSeries Target(string name, params IReadOnlyList<MetricPoint> points) =>
        Series(points, ("target", name), ("kind", "web"), ("instance", $"https://{name}.example.test/"), ("job", "probe"));

    public static MetricSeries Host(string name, params IReadOnlyList<MetricPoint> points) => Series(points, ("instance", name));

    public static MetricSeries Series(IReadOnlyList<MetricPoint> points, params (string Name, string Value)[] labels) =>
        new(labels.ToDictionary(label => label.Name, label => label.Value), points);

    public static MetricPoint At(DateTimeOffset time, double value) => new(time.ToUnixTimeMilliseconds(), value);

    /// <summary>A check every 30 s of the day.</summary>
    public static IReadOnlyList<MetricPoint> Checks(Func<int, bool> up) =>
        [.. Enumerable.Range(0, 2880).Select(i => At(From.AddSeconds(i * 30), up(i) ? 1 : 0))];

    public static AlertRecord Alert(string name, string severity, DateTimeOffset start, DateTimeOffset? end) => new()
    {
        Fingerprint = name,
        Name = name,
        Severity = severity,
        State = end is null ? "firing" : "resolved",
        Labels = new Dictionary<string, string> { ["alertname"] = name, ["severity"] = severity, ["target"] = "shop" },
        Annotations = new Dictionary<string, string> { ["summary"] = $"{name} of shop" },
        StartsAt = start,
        EndsAt = end,
    };

    private static IReadOnlyList<MetricPoint> Points(double value) =>
        [.. Enumerable.Range(0, 289).Select(i => At(From.AddMinutes(i * 5), value))];

    private static MetricSeries Filesystem(string mount, MetricPoint point) =>
        Series([point], ("instance", "web-1"), ("mountpoint", mount), ("device", "/dev/sda1"), ("fstype", "ext4"));
}
