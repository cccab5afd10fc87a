using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Writes a <see cref="MailMessage"/> in the form the mail client of the framework takes.</summary>
internal static class MimeMessage
{
    // RFC 5322 2.1.1 allows 998 characters a line; subjects beyond this are cut by every reader anyway.
    private const int LongestSubject = 250;

    public static string MessageId(string id, string host) => $"<{id}@{host}>";

    public static System.Net.Mail.MailMessage Create(MailMessage message, MailAddress from, string messageId)
    {
        if (message.To.Count == 0)
        {
            throw new MailException(MailFailure.Malformed, "The mail has no recipient.");
        }


        var mime = new System.Net.Mail.MailMessage
        {
            From = from,
            Subject = OneLine(message.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        if (message.ReplyTo is { } replyTo)
        {
            mime.ReplyToList.Add(new MailAddress(replyTo));
        }

        foreach (var address in message.To)
        {
            if (!MailAddress.TryCreate(address, out var recipient))
            {
                throw new MailException(MailFailure.Malformed, $"'{address}' is not a mail address.");
            }

            mime.To.Add(recipient);
        }

        // With both views set the mail is multipart/alternative, text first as RFC 2046 5.1.4 wants it.
        mime.AlternateViews.Add(View(message.Text, MediaTypeNames.Text.Plain));
        if (message.Html is not null)
        {
            // With images the HTML and they are one multipart/related (RFC 2387), beside the text.
            var html = View(message.Html, MediaTypeNames.Text.Html);
            foreach (var image in message.Images)
            {
                html.LinkedResources.Add(new LinkedResource(new MemoryStream(image.Content.ToArray(), writable: false), new ContentType(image.ContentType) { Name = image.FileName })
                {
                    ContentId = image.ContentId,
                    TransferEncoding = TransferEncoding.Base64,
                });
            }

            mime.AlternateViews.Add(html);
        }

        foreach (var attachment in message.Attachments)
        {
            mime.Attachments.Add(new Attachment(
                new MemoryStream(attachment.Content.ToArray(), writable: false),
                OneLine(attachment.FileName),
                attachment.ContentType));
        }

        Set(mime, "Message-ID", messageId);

        // RFC 3834: tells out-of-office responders not to answer.
        Set(mime, "Auto-Submitted", "auto-generated");
        if (message.ThreadId is not null && message.ThreadId != message.Id)
        {
            Set(mime, "In-Reply-To", MessageId(message.ThreadId, from.Host));
            Set(mime, "References", MessageId(message.ThreadId, from.Host));
        }

        if (message.ListId is not null)
        {
            Set(mime, "List-Id", $"<{message.ListId}>");
        }

        foreach (var (name, value) in message.Headers)
        {
            Set(mime, name, value);
        }

        return mime;
    }

    private static AlternateView View(string body, string mediaType)
    {
        var view = AlternateView.CreateAlternateViewFromString(body, Encoding.UTF8, mediaType);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }

    private static void Set(System.Net.Mail.MailMessage mime, string name, string value) => mime.Headers[name] = OneLine(value, int.MaxValue);

    // A line break in a header would let a label's value write headers of its own.
    private static string OneLine(string value, int longest = LongestSubject)
    {
        var line = string.Create(value.Length, value, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        }).Trim();
        return line.Length <= longest ? line : string.Concat(line.AsSpan(0, longest - 1), "…");
    }
}
