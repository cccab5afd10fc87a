using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>Fields by name. Of labels and annotations one that is missing is empty; of anything else it is a mistake in the template.</summary>
internal sealed record TemplateFields(IReadOnlyDictionary<string, object?> Values, bool MayLack = false)
{
    public object? Get(string name) =>
        Values.TryGetValue(name, out var value) ? value
        : MayLack ? ""
        : throw new TemplateException($"there is no field '.{name}' here; there are {string.Join(", ", Values.Keys.Select(known => $".{known}"))}");
}

/// <summary>A list, which may have fields of its own: <c>.Alerts.Firing</c>.</summary>
internal sealed record TemplateList(IReadOnlyList<object?> Items, TemplateFields Fields)
{
    public static TemplateList Of(IEnumerable<object?> items) => new([.. items], new TemplateFields(new Dictionary<string, object?>()));
}

/// <summary>What a template can show, under the names Alertmanager's templates use.</summary>
internal static class TemplateData
{
    public static TemplateFields Of(Notification notification, PageOptions page)
    {
        var alerts = notification.Alerts.Select(alert => (Alert: alert, Fields: (object?)Of(alert, page))).ToList();
        return new TemplateFields(new Dictionary<string, object?>
        {
            ["Status"] = notification.IsFiring ? "firing" : "resolved",
            ["Receiver"] = notification.Channel,
            ["Headline"] = Wording.BuiltInHeadline(notification),
            ["Severity"] = notification.Severity.ToString().ToLowerInvariant(),
            ["Reason"] = notification.ReasonText,
            ["Route"] = notification.RouteId,
            ["GroupLabels"] = Labels(notification.GroupLabels),
            ["CommonLabels"] = Labels(Wording.Common(notification.Alerts.Select(alert => alert.Labels))),
            ["CommonAnnotations"] = Labels(Wording.Common(notification.Alerts.Select(alert => alert.Annotations))),
            ["ExternalURL"] = page.Url.TrimEnd('/'),
            ["TruncatedAlerts"] = (double)notification.TruncatedAlerts,
            ["Alerts"] = new TemplateList(
                [.. alerts.Select(alert => alert.Fields)],
                new TemplateFields(new Dictionary<string, object?>
                {
                    ["Firing"] = TemplateList.Of(alerts.Where(alert => alert.Alert.IsOpen).Select(alert => alert.Fields)),
                    ["Resolved"] = TemplateList.Of(alerts.Where(alert => !alert.Alert.IsOpen).Select(alert => alert.Fields)),
                })),
        });
    }

    private static TemplateFields Of(Alert alert, PageOptions page) => new(new Dictionary<string, object?>
    {
        ["Status"] = alert.IsOpen ? "firing" : "resolved",
        ["Name"] = Wording.Name(alert),
        ["Severity"] = alert.Severity.ToString().ToLowerInvariant(),
        ["Labels"] = Labels(alert.Labels),
        ["Annotations"] = Labels(alert.Annotations),
        ["StartsAt"] = Text.Of(alert.StartsAt),
        ["EndsAt"] = alert.EndsAt is { } end ? Text.Of(end) : "",
        ["Times"] = Wording.Times(alert),
        ["GeneratorURL"] = page.AlertUrl(alert.Fingerprint),
        ["Fingerprint"] = alert.Fingerprint,
        ["Value"] = Wording.Value(alert) ?? "",
        ["Expression"] = alert.Expression,
        ["AcknowledgedBy"] = alert.AcknowledgedBy ?? "",
    });

    private static TemplateFields Labels(IReadOnlyDictionary<string, string> labels)
    {
        var sorted = labels.OrderBy(label => label.Key, StringComparer.Ordinal).ToList();
        var fields = sorted.ToDictionary(label => label.Key, label => (object?)label.Value);
        fields["SortedPairs"] = TemplateList.Of(sorted.Select(label => new TemplateFields(new Dictionary<string, object?> { ["Name"] = label.Key, ["Value"] = label.Value })));
        return new TemplateFields(fields, MayLack: true);
    }
}
