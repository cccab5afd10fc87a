namespace PerfMonitor.ServiceDefaults;

/// <summary>One mail, in text and optionally in HTML.</summary>
public sealed record MailMessage
{
    /// <summary>Addresses of the recipients, each <c>name@domain</c> or <c>Name &lt;name@domain&gt;</c>.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Who sends it; null: <see cref="SmtpOptions.From"/>.</summary>
    public string? From { get; init; }

    /// <summary>Who gets the answers; null: the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The subject; line breaks in it become spaces.</summary>
    public required string Subject { get; init; }

    /// <summary>The body for readers without HTML.</summary>
    public required string Text { get; init; }

    /// <summary>The body for readers with HTML.</summary>
    public string? Html { get; init; }

    /// <summary>Images within the HTML, which shows each as <c>&lt;img src="cid:…"&gt;</c>.</summary>
    public IReadOnlyList<MailImage> Images { get; init; } = [];

    /// <summary>Files that travel with the mail.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>The left part of the Message-ID. A mail sent again under the same id is recognised as the same one by most mail stores.</summary>
    public string? Id { get; init; }

    /// <summary>The left part of the Message-ID of the mail that began this conversation; mail readers show both in one thread.</summary>
    public string? ThreadId { get; init; }

    /// <summary>The list the mail belongs to, as <c>name.domain</c>; filters sort by it.</summary>
    public string? ListId { get; init; }

    /// <summary>Further headers, for example <c>X-PerfMonitor-Fingerprint</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>An image within a mail.</summary>
/// <param name="ContentId">What the HTML calls it behind <c>cid:</c>; of the form <c>name@domain</c> (RFC 2392).</param>
/// <param name="FileName">What it is called where it is saved.</param>
/// <param name="ContentType">For example <c>image/png</c>.</param>
/// <param name="Content">The image.</param>
public sealed record MailImage(string ContentId, string FileName, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>A file in a mail.</summary>
public sealed record MailAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>The server's answer to a mail it took.</summary>
/// <param name="MessageId">The Message-ID the mail carries, with its angle brackets.</param>
/// <param name="Refused">Recipients the server refused while it took the mail for the others, each with its reason.</param>
public sealed record MailReceipt(string MessageId, IReadOnlyList<RefusedRecipient> Refused);

/// <summary>A recipient the server refused.</summary>
/// <param name="Recipient">The recipient as the mail names it.</param>
/// <param name="Answer">The server's status and words.</param>
/// <param name="IsTransient">Whether the server may take a mail to them later (4xx).</param>
public sealed record RefusedRecipient(string Recipient, string Answer, bool IsTransient)
{
    /// <summary>In words: <c>bob@example.org: 450 4.2.0 greylisted</c>.</summary>
    public override string ToString() => $"{Recipient}: {Answer}";
}
