using System.Net.Mail;

namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>Who gets alert mails (section <c>Channels:Email</c>).</summary>
internal sealed class EmailOptions
{
    /// <summary>Who the mails go to while the mail server is the development inbox and nobody is configured.</summary>
    public const string DevelopmentRecipient = "oncall@perfmonitor.localhost";

    /// <summary>Whether the channel is used. Default: yes, where there is a mail server.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Addresses. Default: <see cref="DevelopmentRecipient"/> where the mail server is on this machine, otherwise nobody.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate() =>
        Recipients
            .Select((recipient, index) => (recipient, index))
            .Where(item => !MailAddress.TryCreate(item.recipient, out _))
            .Select(item => ($"Email:Recipients:{item.index}", $"'{item.recipient}' is not a mail address."));
}
