using System.Net.Mail;
using PerfMonitor.Alerting.Receivers.Templates;
using MailMessage = PerfMonitor.ServiceDefaults.MailMessage;

namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>A mail as a receiver of Alertmanager's file words it. What it leaves out is as in ours.</summary>
internal static class EmailFields
{
    // What the mail's own parts say, and what would name other readers than those who get it.
    private static readonly string[] Own =
    [
        "Subject", "From", "Reply-To", "To", "Cc", "Bcc", "Sender", "Date", "Message-ID", "In-Reply-To", "References", "List-Id", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition",
    ];

    /// <summary>Whether it says more than the headers.</summary>
    public static bool HasBody(FilledFields? fields) => fields is { IsWorded: true } && (fields["html"] ?? fields["text"]) is not null;

    public static MailMessage Word(MailMessage mail, FilledFields fields)
    {
        var given = new Dictionary<string, string>(fields.Map("headers"), StringComparer.OrdinalIgnoreCase);
        var headers = new Dictionary<string, string>(mail.Headers);
        foreach (var (name, value) in given.Where(header => !Own.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            headers[name] = value;
        }

        return mail with
        {
            Subject = given.GetValueOrDefault("Subject") is { Length: > 0 } subject ? subject : mail.Subject,
            From = Address(given.GetValueOrDefault("From")),
            ReplyTo = Address(given.GetValueOrDefault("Reply-To")),
            Html = HasBody(fields) ? fields["html"] : mail.Html,
            Text = fields["text"] ?? mail.Text,
            Headers = headers,
        };
    }

    private static string? Address(string? text) => MailAddress.TryCreate(text, out _) ? text : null;
}
