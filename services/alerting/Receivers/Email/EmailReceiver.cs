using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>One mail per notification to all recipients, in text and HTML, with charts of the worst alerts, in one thread per trouble.</summary>
internal sealed class EmailReceiver(EmailOptions options, SmtpOptions smtp, PageOptions page, IMailer mailer, AlertCharts charts) : IReceiver
{
    public const string ChannelName = "email";

    public string Name => options.Name;

    public string Kind => "email";

    public bool SendResolved => options.SendResolved;

    public TimeSpan? DigestEvery => options.Frequency == EmailFrequency.Digest ? options.DigestEvery : null;

    public string Destination => string.Join(", ", Recipients);

    public string? Off =>
        !options.Enabled ? "Channels:Email:Enabled is false"
        : !mailer.IsConfigured ? "no mail server is configured; set Smtp:Host"
        : Recipients.Count == 0 ? "nobody is configured; set Channels:Email:Recipients:0"
        : null;

    private static IReadOnlyDictionary<string, MailChart> NoCharts { get; } = new Dictionary<string, MailChart>();

    private IReadOnlyList<string> Recipients =>
        options.Recipients.Count > 0 ? options.Recipients
        : smtp.IsLoopback ? [EmailOptions.DevelopmentRecipient]
        : [];

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        try
        {
            var drawn = options.Charts && notification.Body is null ? await charts.DrawAsync(notification, cancellationToken) : NoCharts;
            var receipt = await mailer.SendAsync(Compose(notification, drawn), cancellationToken);
            return new Outcome.Delivered(receipt.Refused.Count == 0 ? null : $"delivered, but not to {string.Join("; ", receipt.Refused)}");
        }
        catch (MailException failure) when (failure.IsTransient)
        {
            return new Outcome.RetryLater(failure.Message);
        }
        catch (MailException failure)
        {
            return new Outcome.Rejected(failure.Message);
        }
    }

    private MailMessage Compose(Notification notification, IReadOnlyDictionary<string, MailChart> drawn) => new()
    {
        To = Recipients,
        Subject = Wording.Headline(notification),
        Text = EmailText.Write(notification, page, drawn),
        Html = EmailHtml.Write(notification, page, drawn),
        Images = [.. drawn.Select(static chart => new MailImage(EmailHtml.ContentId(chart.Key), $"{chart.Key}.png", "image/png", chart.Value.Png))],
        Id = notification.Id.ToString("n"),
        ThreadId = notification.Thread.ToString("n"),
        ListId = $"alerts.{new System.Net.Mail.MailAddress(smtp.From).Host}",
        Headers = new Dictionary<string, string>
        {
            ["X-PerfMonitor-Severity"] = notification.Severity.ToString().ToLowerInvariant(),
            ["X-PerfMonitor-Status"] = notification.IsFiring ? "firing" : "resolved",
        },
    };
}
