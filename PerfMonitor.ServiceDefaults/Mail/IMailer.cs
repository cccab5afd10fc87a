namespace PerfMonitor.ServiceDefaults;

/// <summary>Hands one mail to the mail server.</summary>
public interface IMailer
{
    /// <summary>Whether a mail server is configured at all; without one every send fails with <see cref="MailFailure.NotConfigured"/>.</summary>
    bool IsConfigured { get; }

    /// <summary>Returns when the server has taken the mail for every recipient not named in the answer's refusals.</summary>
    /// <exception cref="MailException">The server took it for nobody; the message says why and what to do.</exception>
    Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken);
}
