using System.Text;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>The mail for readers without HTML.</summary>
internal static class EmailText
{
    /// <summary>Alerts described in one mail; the rest is counted.</summary>
    public const int MostAlerts = 25;

    /// <summary>The same for channels without charts.</summary>
    public static string Write(Notification notification, PageOptions page) => Write(notification, page, new Dictionary<string, MailChart>());

    public static string Write(Notification notification, PageOptions page, IReadOnlyDictionary<string, MailChart> charts)
    {
        var text = new StringBuilder().AppendLine(Wording.Headline(notification)).AppendLine();
        if (notification.Body is { } body)
        {
            return text.AppendLine(body).AppendLine().AppendLine($"Why you get this: {Wording.Why(notification)}").ToString();
        }

        foreach (var alert in notification.Alerts.Take(MostAlerts))
        {
            Write(text, alert, page, charts.GetValueOrDefault(alert.Fingerprint));
        }

        var more = notification.Alerts.Count - Math.Min(notification.Alerts.Count, MostAlerts) + notification.TruncatedAlerts;
        if (more > 0)
        {
            text.AppendLine($"and {Text.Count(more, "further alert")}: {page.AlertsUrl}").AppendLine();
        }

        return text.Append($"Why you get this: {Wording.Why(notification)}").AppendLine().ToString();
    }

    private static void Write(StringBuilder text, Alert alert, PageOptions page, MailChart? chart)
    {
        text.AppendLine($"{(alert.IsOpen ? alert.Severity.ToString().ToUpperInvariant() : "RESOLVED")} {Wording.Name(alert)}");
        Line("", Wording.Summary(alert));
        Line("", Wording.Description(alert));
        Line("Value: ", Wording.Value(alert));
        Line("Time: ", Wording.Times(alert));
        Line("Course: ", chart?.Words);
        Line("Expression: ", alert.Expression.Length > 0 ? alert.Expression : null);
        Line("Labels: ", Wording.Labels(alert));
        Line("What to do: ", Wording.Recommendation(alert));
        Line("Runbook: ", Wording.Runbook(alert));
        Line("Open: ", page.AlertUrl(alert.Fingerprint));
        text.AppendLine();

        void Line(string name, string? value)
        {
            if (value is not null)
            {
                text.AppendLine($"  {name}{value.ReplaceLineEndings("\n  ")}");
            }
        }
    }
}
