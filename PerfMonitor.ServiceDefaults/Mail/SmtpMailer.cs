using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Sends over SMTP with one connection per mail.</summary>
public sealed class SmtpMailer(IOptions<SmtpOptions> options) : IMailer
{
    private readonly SmtpOptions _options = options.Value;

    /// <inheritdoc/>
    public bool IsConfigured => _options.Host.Length > 0;

    /// <inheritdoc/>
    public async Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken)
    {
        if (!IsConfigured)
        {
            throw new MailException(MailFailure.NotConfigured, "No mail server is configured; set Smtp:Host.");
        }

        var from = new MailAddress(message.From ?? _options.From);
        var messageId = MimeMessage.MessageId(message.Id ?? Guid.NewGuid().ToString("n"), from.Host);
        using var mime = MimeMessage.Create(message, from, messageId);
        using var client = new SmtpClient(_options.Host, _options.Port)
        {
            EnableSsl = _options.Encrypts,
            UseDefaultCredentials = false,
            Credentials = _options.UserName.Length > 0 ? new NetworkCredential(_options.UserName, _options.Password) : null,
        };

        // SmtpClient.Timeout does not hold for asynchronous sends, and its own cancellation waits for a server that says nothing:
        // WaitAsync returns in time, and disposing the client then closes the connection.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            await client.SendMailAsync(mime, timeout.Token).WaitAsync(timeout.Token).ConfigureAwait(false);
            return new MailReceipt(messageId, []);
        }
        catch (OperationCanceledException cancelled) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MailException(
                MailFailure.Unreachable,
                $"{_options.Host}:{_options.Port} did not take the mail within {_options.Timeout.TotalSeconds:0.#} s.",
                cancelled);
        }
        catch (SmtpFailedRecipientException refused) when (SmtpFailure.RefusedRecipients(refused, message.To) is var all && all.Count < message.To.Count)
        {
            return new MailReceipt(messageId, all);
        }
        catch (SmtpException exception)
        {
            throw SmtpFailure.Translate(exception, message.To, _options);
        }
    }
}
