using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Functions;

/// <summary>The functions of Alertmanager's messages (alertmanager/template/template.go).</summary>
public static class AlertmanagerFunctions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        .. TextFunctions.All,

        // Unlike Prometheus' it makes the rest of each word small.
        TextFunctions.Of("title", static text => TextFunctions.Title(text.ToLowerInvariant())),
        new("join", 2, 2, static call => Join(call.Text(0), call.List(1), call.MostText)),
        new("stringSlice", 0, int.MaxValue, static call => (List<object?>)[.. Enumerable.Range(0, call.Count).Select(call.Text)]),
        TextFunctions.Of("safeUrl", static text => text),
        TextFunctions.Of("urlUnescape", static text => Uri.UnescapeDataString(text.Replace('+', ' '))),
        new("date", 2, 2, static call => GoTime.Format(call.Text(0), call.Time(1))),
        new("tz", 2, 2, static call => InZone(call.Text(0), call.Time(1))),
        new("since", 1, 1, static call => call.Now - call.Time(0)),
        new("humanizeDuration", 1, 1, static call => Humanize.Duration(call.Number(0))),
        new("toJson", 1, 1, static call => GoJson.Of(call[0], call.MostText)),
    ];

    private static string Join(string separator, IReadOnlyList<object?> items, int most)
    {
        var text = new BoundedText(most);
        foreach (var (index, item) in items.Index())
        {
            text.Append(index > 0 ? separator : "");
            GoText.Write(item, text);
        }

        return text.ToString();
    }

    private static DateTimeOffset InZone(string name, DateTimeOffset time) => name.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) is false
        ? throw new TemplateException($"there is no time zone '{name}'; one is called Europe/Berlin")
        : TimeZoneInfo.ConvertTime(time, zone);
}
