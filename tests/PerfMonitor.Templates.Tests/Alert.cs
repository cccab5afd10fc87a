using PerfMonitor.Templates.Functions;

namespace PerfMonitor.Templates.Tests;

/// <summary>Data as Prometheus' rules have them, and the dialect that reads them.</summary>
internal static class Alert
{
    public static TemplateDialect Dialect { get; } = new(PrometheusFunctions.All, ["$labels", "$externalLabels", "$value"], ["Labels", "ExternalLabels", "ExternalURL", "Value"]);

    public static TemplateInput Input { get; } = Of(0.9345);

    public static TemplateInput Of(double value)
    {
        var labels = new Dictionary<string, string> { ["instance"] = "web-1", ["device"] = "sda" };
        var external = new Dictionary<string, string> { ["cluster"] = "eu" };
        return new TemplateInput(
            new TemplateRecord(("Labels", labels), ("ExternalLabels", external), ("ExternalURL", "https://perf.example/x"), ("Value", value)), new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero))
        {
            Variables = new Dictionary<string, object?> { ["$labels"] = labels, ["$externalLabels"] = external, ["$value"] = value },
            Functions = new Dictionary<string, Func<TemplateCall, object?>>
            {
                ["query"] = static call => Query(call.Text(0)),
                ["externalURL"] = static _ => "https://perf.example/x",
                ["pathPrefix"] = static _ => "/x",
                ["graphLink"] = static call => $"/graph?{call.Text(0)}",
            },
        };
    }

    private static List<object?> Query(string query) => query switch
    {
        "up" =>
        [
            PrometheusFunctions.Sample(new Dictionary<string, string> { ["instance"] = "b10", ["__value__"] = "text" }, 11),
            PrometheusFunctions.Sample(new Dictionary<string, string> { ["instance"] = "b9" }, 21),
        ],
        "none" => [],
        _ => throw new TemplateException($"no such query: {query}"),
    };
}
