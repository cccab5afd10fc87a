using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>One mail per notification to all recipients, in text and HTML, with charts of the worst alerts, in one thread per trouble.</summary>
internal sealed class EmailReceiver(EmailOptions options, SmtpOptions smtp, PageOptions page, IMailer mailer, AlertCharts charts, ISentParts sent) : IReceiver
{
    public const string ChannelName = "email";

    public string Name => options.Name;

    public string Kind => "email";

    // Mail servers take more, for example 30 a minute of one sender in Exchange Online; nobody reads more than this.
    public LimitOptions? UsualLimit => new() { Most = 100, Per = TimeSpan.FromMinutes(10) };

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
        : smtp.IsLoopback ? [SmtpOptions.DevelopmentRecipient]
        : [];

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var to = notification.Fields?["to"] is { } filled ? EmailOptions.Several(filled) : options.AreTemplated ? [] : Recipients;
        if (to.Count == 0)
        {
            return new Outcome.Rejected("the template of 'to' names nobody for these alerts");
        }

        var settled = await sent.OfAsync(notification.Id, cancellationToken);
        var open = to.Where(one => !settled.ContainsKey(one)).Distinct().ToList();
        if (open.Count == 0)
        {
            return SentParts.Sum(settled);
        }

        try
        {
            var drawn = options.Charts && notification.Body is null && !EmailFields.HasBody(notification.Fields) ? await charts.DrawAsync(notification, cancellationToken) : NoCharts;
            var receipt = await mailer.SendAsync(Compose(notification, open, drawn), cancellationToken);
            var later = receipt.Refused.Where(static one => one.IsTransient).ToList();
            settled = settled.SetItems(open.Except(later.Select(static one => one.Recipient)).Select(one => KeyValuePair.Create(one, Of(one, receipt))));
            if (later.Count == 0)
            {
                return SentParts.Sum(settled);
            }

            // Whoever has it does not get it again with the next attempt.
            await sent.KeepAsync(notification.Id, settled, CancellationToken.None);
            return SentParts.Later(new Outcome.RetryLater(string.Join("; ", later)), settled, settled.Count + later.Count);
        }
        catch (MailException failure) when (failure.IsTransient)
        {
            return settled.IsEmpty
                ? new Outcome.RetryLater(Text.Cut(failure.Message, Outcome.LongestReason))
                : SentParts.Later(new Outcome.RetryLater(failure.Message), settled, settled.Count + open.Count);
        }
        catch (MailException failure)
        {
            return settled.IsEmpty
                ? new Outcome.Rejected(Text.Cut(failure.Message, Outcome.LongestReason))
                : SentParts.Sum(settled.SetItems(open.Select(one => KeyValuePair.Create(one, (Outcome)new Outcome.Rejected(failure.Message)))));
        }
    }

    private static Outcome Of(string recipient, MailReceipt receipt) =>
        receipt.Refused.FirstOrDefault(one => one.Recipient == recipient) is { } refused ? new Outcome.Rejected(refused.Answer) : new Outcome.Delivered();

    private MailMessage Compose(Notification notification, IReadOnlyList<string> to, IReadOnlyDictionary<string, MailChart> drawn)
    {
        var mail = BuiltIn(notification, to, drawn);
        return notification.Fields is { IsWorded: true } fields ? EmailFields.Word(mail, fields) : mail;
    }

    private MailMessage BuiltIn(Notification notification, IReadOnlyList<string> to, IReadOnlyDictionary<string, MailChart> drawn) => new()
    {
        To = to,
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
