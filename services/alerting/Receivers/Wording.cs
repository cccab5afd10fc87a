using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>What every channel says in the same words.</summary>
internal static class Wording
{
    /// <summary>The name of the words that are built in; a template of this name takes their place everywhere.</summary>
    public const string BuiltIn = "performance-alert";

    /// <summary>For example <c>[CRITICAL] HostCpuHigh on web-1</c>, <c>[RESOLVED] HostCpuHigh: 3 alerts</c>.</summary>
    public static string Headline(Notification notification) => notification.Headline ?? BuiltInHeadline(notification);

    /// <summary>The same where no template words it.</summary>
    public static string BuiltInHeadline(Notification notification)
    {
        var state = notification.Reason == NotifyReason.Test ? "TEST"
            : notification.Reason == NotifyReason.Acknowledged ? "ACKNOWLEDGED"
            : !notification.IsFiring ? "RESOLVED"
            : notification.Firing.Max(alert => alert.Severity).ToString().ToUpperInvariant();
        return $"[{state}] {Subject(notification)}";
    }

    /// <summary>The values beside which an alert is recognised.</summary>
    public static string Name(Alert alert) => alert.Place is { } place ? $"{alert.Name} on {place}" : alert.Name;

    /// <summary>For example <c>alertname=HostCpuHigh, instance=web-1</c>.</summary>
    public static string Labels(Alert alert) =>
        string.Join(", ", alert.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    /// <summary>How bad it is, for people who see colours first.</summary>
    public static string Emoji(Notification notification) => notification switch
    {
        { Reason: NotifyReason.Test } => "🧪",
        { IsFiring: false } => "✅",
        _ => notification.Firing.Max(alert => alert.Severity) switch
        {
            Severity.Critical => "🔴",
            Severity.Warning => "🟠",
            _ => "🔵",
        },
    };

    /// <summary>For example <c>97.3 &gt; 90</c>; null where the alert came from elsewhere without a value.</summary>
    public static string? Value(Alert alert)
    {
        if (double.IsNaN(alert.Value) && alert.Threshold is null)
        {
            return null;
        }

        var value = Text.Of(alert.IsOpen ? alert.Value : alert.EndValue ?? alert.Value);
        return alert.Threshold is { } threshold && alert.IsOpen ? $"{value} {alert.Comparison ?? "against"} {Text.Of(threshold)}" : value;
    }

    /// <summary>For example <c>since 2026-03-01 10:04:05 UTC</c>, <c>lasted 4 min 10 s</c>, with who has it in hand, and whether it comes and goes.</summary>
    public static string Times(Alert alert)
    {
        var since = Annotation(alert, "flapping") is { } flaps ? $"since {Text.Of(alert.StartsAt)}, flapping: {flaps}" : $"since {Text.Of(alert.StartsAt)}";
        return alert switch
        {
            { EndsAt: { } end } => $"{since}, lasted {Text.Of(end - alert.StartsAt)}: {alert.EndReason}",
            { State: AlertState.Acknowledged } => $"{since}, acknowledged by {alert.AcknowledgedBy}",
            _ => since,
        };
    }

    /// <summary>What all of several sets have in common.</summary>
    public static Dictionary<string, string> Common(IEnumerable<IReadOnlyDictionary<string, string>> all)
    {
        var sets = all.ToList();
        return sets.Count == 0 ? [] : sets[0].Where(pair => sets.TrueForAll(set => set.TryGetValue(pair.Key, out var value) && value == pair.Value)).ToDictionary();
    }

    /// <summary>Why this message was sent.</summary>
    public static string Why(Notification notification) => $"{notification.ReasonText}; route {notification.RouteId}";

    public static string? Summary(Alert alert) => Annotation(alert, "summary");

    public static string? Description(Alert alert) => Annotation(alert, "description");

    public static string? Recommendation(Alert alert) => Annotation(alert, "recommendation");

    public static string? Runbook(Alert alert) => Annotation(alert, "runbook_url") is { } url && HttpAddress.IsValid(url) ? url : null;

    private static string? Annotation(Alert alert, string name) => alert.Annotations.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    private static string Subject(Notification notification)
    {
        var shown = notification.IsFiring ? notification.Firing.ToList() : notification.Resolved.ToList();
        if (shown.Count == 1 && notification.TruncatedAlerts == 0)
        {
            return Name(shown[0]);
        }

        var names = shown.Select(alert => alert.Name).Distinct().ToList();
        return $"{(names.Count == 1 ? names[0] : "several rules")}: {Text.Count(shown.Count + notification.TruncatedAlerts, "alert")}";
    }
}
