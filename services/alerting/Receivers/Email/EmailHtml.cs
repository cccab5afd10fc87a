using System.Net;
using System.Text;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>The mail for readers with HTML. Inline styles and tables only: mail readers know little else.</summary>
internal static class EmailHtml
{
    public static string Write(Notification notification, PageOptions page, IReadOnlyDictionary<string, MailChart> charts)
    {
        var html = new StringBuilder(
            """<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head><body style="margin:0;padding:16px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:15px;line-height:1.45">""");
        html.Append($"""<h1 style="font-size:19px;margin:0 0 16px">{Encode(Wording.Headline(notification))}</h1>""");
        if (notification.Body is { } body)
        {
            html.Append($"""<p style="white-space:pre-line">{Encode(body)}</p>""");
            return End();
        }

        foreach (var alert in notification.Alerts.Take(EmailText.MostAlerts))
        {
            Write(html, alert, page, charts.GetValueOrDefault(alert.Fingerprint));
        }

        var more = notification.Alerts.Count - Math.Min(notification.Alerts.Count, EmailText.MostAlerts) + notification.TruncatedAlerts;
        if (more > 0)
        {
            html.Append($"""<p>and <a href="{Encode(page.AlertsUrl)}">{Text.Count(more, "further alert")}</a></p>""");
        }

        return End();

        string End() => html.Append($"""<p style="color:#868e96;font-size:13px">Why you get this: {Encode(Wording.Why(notification))}</p></body></html>""").ToString();
    }

    /// <summary>What an alert's chart is called within its mail.</summary>
    public static string ContentId(string fingerprint) => $"{Uri.EscapeDataString(fingerprint)}@chart.perfmonitor";

    private static void Write(StringBuilder html, Alert alert, PageOptions page, MailChart? chart)
    {
        var url = Encode(page.AlertUrl(alert.Fingerprint));
        html.Append($"""<div style="border-left:4px solid {Colour(alert)};padding:4px 0 4px 14px;margin:0 0 22px">""");
        html.Append($"""<p style="margin:0 0 6px"><span style="color:{Colour(alert)};font-weight:700">{(alert.IsOpen ? alert.Severity.ToString().ToUpperInvariant() : "RESOLVED")}</span> <b>{Encode(Wording.Name(alert))}</b></p>""");
        Paragraph(Wording.Summary(alert));
        Paragraph(Wording.Description(alert));
        html.Append("""<table cellpadding="0" cellspacing="0" style="font-size:14px;border-collapse:collapse">""");
        if (Wording.Value(alert) is { } value)
        {
            Row("Value", $"<b>{Encode(value)}</b>");
        }

        Row("Time", Encode(Wording.Times(alert)));
        if (alert.Expression.Length > 0)
        {
            Row("Expression", $"""<code style="font-family:ui-monospace,Consolas,monospace">{Encode(alert.Expression)}</code>""");
        }

        Row("Labels", Encode(Wording.Labels(alert)));
        if (Wording.Recommendation(alert) is { } recommendation)
        {
            Row("What to do", Encode(recommendation));
        }

        if (Wording.Runbook(alert) is { } runbook)
        {
            Row("Runbook", $"""<a href="{Encode(runbook)}">{Encode(runbook)}</a>""");
        }

        html.Append("</table>");
        if (chart is not null)
        {
            html.Append($"""<p style="margin:12px 0 0"><img src="cid:{ContentId(alert.Fingerprint)}" width="{AlertChart.Width}" height="{AlertChart.Height}" alt="{Encode(chart.Words)}" style="max-width:100%;height:auto;border:1px solid #e9ecef;border-radius:4px"></p>""");
        }

        html.Append($"""<p style="margin:12px 0 0"><a href="{url}" style="background:#1c7ed6;color:#ffffff;text-decoration:none;padding:7px 14px;border-radius:4px;display:inline-block">{(alert.IsOpen ? "Open and acknowledge" : "Open")}</a></p></div>""");

        void Paragraph(string? text)
        {
            if (text is not null)
            {
                html.Append($"""<p style="margin:0 0 6px;white-space:pre-line">{Encode(text)}</p>""");
            }
        }

        void Row(string name, string value) =>
            html.Append($"""<tr><td style="color:#868e96;padding:2px 14px 2px 0;vertical-align:top;white-space:nowrap">{name}</td><td style="padding:2px 0">{value}</td></tr>""");
    }

    private static string Colour(Alert alert) => alert switch
    {
        { IsOpen: false } => "#2f9e44",
        { Severity: Severity.Critical } => "#e03131",
        { Severity: Severity.Warning } => "#f08c00",
        _ => "#1971c2",
    };

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
