using System.Net;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Reports;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Reporting.Mailing;

/// <summary>Words the mail a report travels with.</summary>
internal static class ReportMail
{
    public static MailMessage Compose(ReportRequest request, string headline, StoredFile pdf, TimeZoneInfo zone, string page)
    {
        var period = Wording.Period(request.Period, zone);
        return new MailMessage
        {
            // The same id however often the mail is sent: a crash between the server's answer and our note of it makes a second one.
            Id = $"report-{request.Id:n}",
            ListId = "reports.perfmonitor",
            To = request.MailTo,
            Subject = $"{request.Title}: {period}",
            Text = $"""
                {request.Title}
                {period} ({zone.Id})

                {headline}

                The report is attached as {pdf.FileName}. All reports: {page}
                """,
            Html = $"""
                <div style="font-family:sans-serif;color:#1f2933;max-width:40em">
                <h2 style="margin:0">{WebUtility.HtmlEncode(request.Title)}</h2>
                <p style="color:#66727f;margin:.2em 0 1em">{WebUtility.HtmlEncode(period)} ({WebUtility.HtmlEncode(zone.Id)})</p>
                <p style="border-left:3px solid #2f6fb2;padding:.4em .8em;background:#f5f7fa">{WebUtility.HtmlEncode(headline)}</p>
                <p>The report is attached as {WebUtility.HtmlEncode(pdf.FileName)}. <a href="{WebUtility.HtmlEncode(page)}">All reports</a></p>
                </div>
                """,
            Attachments = [new MailAttachment(pdf.FileName, pdf.ContentType, pdf.Content)],
            Headers = new Dictionary<string, string> { ["X-PerfMonitor-Report"] = request.Id.ToString() },
        };
    }
}
