using PerfMonitor.Templates.Functions;

namespace PerfMonitor.Templates.Tests;

/// <summary>Data as Alertmanager's messages have them, and the dialect that reads them.</summary>
internal static class Message
{
    public static TemplateDialect Dialect { get; } = new(
        AlertmanagerFunctions.All, fields: ["Receiver", "Status", "Alerts", "GroupLabels", "CommonLabels", "CommonAnnotations", "ExternalURL"]);

    public static TemplateInput Input { get; } = new(Data(), new DateTimeOffset(2026, 3, 1, 10, 5, 35, 500, TimeSpan.Zero));

    private static TemplateRecord Data()
    {
        var cpu = Alert(
            "firing",
            new() { ["alertname"] = "HostCpuHigh", ["instance"] = "web-1", ["severity"] = "critical" },
            new() { ["summary"] = "CPU <high> & hot" },
            new DateTimeOffset(2026, 3, 1, 10, 4, 5, 500, TimeSpan.Zero),
            DateTimeOffset.MinValue,
            "http://x/1",
            "f1");
        var disk = Alert(
            "resolved",
            new() { ["alertname"] = "Disk", ["instance"] = "db-1" },
            [],
            new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero),
            "",
            "f2");
        return new TemplateRecord(
            ("Receiver", "team"),
            ("Status", "firing"),
            ("Alerts", new TemplateList([cpu, disk], new TemplateRecord(("Firing", (List<object?>)[cpu]), ("Resolved", (List<object?>)[disk])))),
            ("GroupLabels", new Dictionary<string, string> { ["alertname"] = "HostCpuHigh" }),
            ("CommonLabels", new Dictionary<string, string> { ["zone"] = "a", ["job"] = "node", ["alertname"] = "HostCpuHigh" }),
            ("CommonAnnotations", new Dictionary<string, string> { ["summary"] = "CPU" }),
            ("ExternalURL", "https://perf.example"));
    }

    private static TemplateRecord Alert(
        string status, Dictionary<string, string> labels, Dictionary<string, string> annotations, DateTimeOffset start, DateTimeOffset end, string url, string fingerprint) => new(
        ("Status", status), ("Labels", labels), ("Annotations", annotations), ("StartsAt", start), ("EndsAt", end), ("GeneratorURL", url), ("Fingerprint", fingerprint));
}
