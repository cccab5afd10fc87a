using System.Net.Mail;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>Who gets alert mails (section <c>Channels:Email</c>).</summary>
internal sealed class EmailOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>email</c>.</summary>
    public string Name { get; init; } = EmailReceiver.ChannelName;

    /// <summary>Whether the channel is used. Default: yes, where there is a mail server.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Addresses. Default: <see cref="SmtpOptions.DevelopmentRecipient"/> where the mail server is on this machine, otherwise nobody.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary><c>immediate</c>, or <c>digest</c>: what is not critical comes all at once, every <see cref="DigestEvery"/>. Default: <c>immediate</c>.</summary>
    public EmailFrequency Frequency { get; init; }

    /// <summary>How often a digest is sent, by the clock: every hour means at the full hour. Default: 1 h.</summary>
    public TimeSpan DigestEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether mails show what the worst alerts are about, from an hour before they fired. Default: yes.</summary>
    public bool Charts { get; init; } = true;

    /// <summary>How long a mail waits for its charts; then it goes without. Default: 500 ms.</summary>
    public TimeSpan ChartPatience { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    /// <summary>A mail server of its own, where the channel comes from Alertmanager's file; null: the section <c>Smtp</c>.</summary>
    internal SmtpOptions? Server { get; init; }

    /// <summary>Whose certificate that server may have; null: what this machine trusts.</summary>
    internal TlsSettings? Tls { get; init; }

    /// <summary>Whether the addresses are a template of Alertmanager's file.</summary>
    internal bool AreTemplated { get; init; }

    /// <summary>The addresses in a list with commas, which may also stand in the quotes of a name.</summary>
    public static IReadOnlyList<string> Several(string list) => [.. QuotedList.Split(list).Select(static one => one.Trim()).Where(static one => one.Length > 0)];

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (DigestEvery < TimeSpan.FromMinutes(1) || DigestEvery > TimeSpan.FromDays(1))
        {
            yield return (nameof(DigestEvery), $"{DigestEvery} is not between 1 minute and 1 day.");
        }

        if (ChartPatience < TimeSpan.FromMilliseconds(10) || ChartPatience > TimeSpan.FromSeconds(10))
        {
            yield return (nameof(ChartPatience), $"{ChartPatience} is not between 10 ms and 10 s.");
        }

        foreach (var (index, recipient) in Recipients.Index())
        {
            if (!AreTemplated && !MailAddress.TryCreate(recipient, out _))
            {
                yield return ($"Recipients:{index}", $"'{recipient}' is not a mail address.");
            }
        }
    }
}

/// <summary>When mails are sent.</summary>
internal enum EmailFrequency
{
    Immediate,
    Digest,
}
