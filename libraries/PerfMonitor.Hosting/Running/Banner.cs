using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Running;

/// <summary>What is printed when everything is healthy: where to go and how to log in.</summary>
internal static class Banner
{
    // A longer address does not push all descriptions to the right.
    private const int MaxAlignedUrl = 40;

    public static string Compose(
        string application,
        TimeSpan elapsed,
        IReadOnlyList<ResourceEvent> resources,
        IReadOnlyList<string> remarks,
        IReadOnlyList<string> secrets,
        string? dashboardLogin,
        string data)
    {
        // What is meant for people outside comes first.
        var links = resources
            .OrderByDescending(resource => resource.Resource.Annotations.OfType<EndpointAnnotation>().Any(endpoint => endpoint.IsExternal))
            .SelectMany(resource => resource.Snapshot.Urls.Where(url => !url.IsInternal && url.DisplayProperties.DisplayName.Length > 0)
                .Select(url => (resource.Resource.Name, url.Url, Text: url.DisplayProperties.DisplayName)))
            .Concat(dashboardLogin is null ? [] : [("aspire", dashboardLogin, "Aspire dashboard: resources, logs, traces, metrics")])
            .ToArray();
        var nameWidth = links.Select(link => link.Item1.Length).DefaultIfEmpty().Max();
        var urlWidth = links.Select(link => link.Item2.Length).Where(length => length <= MaxAlignedUrl).DefaultIfEmpty().Max();
        var text = new StringBuilder();
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{application} is up: {resources.Count} resources healthy after {elapsed.TotalSeconds:0.0} s.");
        text.AppendLine();
        foreach (var (name, url, description) in links)
        {
            text.AppendLine($"  {name.PadRight(nameWidth)}  {url.PadRight(urlWidth)}  {description}");
        }

        text.AppendLine();
        foreach (var line in remarks.Concat(secrets))
        {
            text.AppendLine($"  {line}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"  Data: {data}. Ctrl-C stops everything.");
        return text.ToString();
    }

    /// <summary>How a described, generated parameter is told: its value only in the run that made it.</summary>
    public static string Secret(string description, bool configured, string? madeNow) =>
        madeNow is not null ? $"{description}: {madeNow}  (generated; shown only this once)"
        : configured ? $"{description}: as configured at the first start"
        : $"{description}: the one shown at the first start";
}
