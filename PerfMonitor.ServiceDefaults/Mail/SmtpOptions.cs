using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Mail;

namespace PerfMonitor.ServiceDefaults;

/// <summary>The mail server (section <c>Smtp</c>).</summary>
public sealed class SmtpOptions : IValidatableObject
{
    /// <summary>Who mails for people go to while the server is the development inbox and nobody is configured.</summary>
    public const string DevelopmentRecipient = "oncall@perfmonitor.localhost";

    /// <summary>Name or address of the server. Empty: no mail is sent. Default: empty.</summary>
    public string Host { get; init; } = "";

    /// <summary>Port of the server. Default: 587, the submission port; 465 (TLS from the first byte) is not supported.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>User to log in as. Empty: no login. Default: empty.</summary>
    public string UserName { get; init; } = "";

    /// <summary>Password or application password of <see cref="UserName"/>. Never logged.</summary>
    public string Password { get; init; } = "";

    /// <summary>Sender of every mail. Default: <c>PerfMonitor &lt;perfmonitor@localhost&gt;</c>.</summary>
    public string From { get; init; } = "PerfMonitor <perfmonitor@localhost>";

    /// <summary>Whether the connection is encrypted with STARTTLS. Default: yes, except to a loopback address.</summary>
    public bool? UseStartTls { get; init; }

    /// <summary>Longest time for one mail, from connecting to the server's answer. Default: 15 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    internal bool Encrypts => UseStartTls ?? !IsLoopback;

    /// <summary>Whether the server is this machine, as the development inbox is.</summary>
    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailAddress.TryCreate(From, out _))
        {
            yield return new($"'{From}' is not a mail address; write it as 'Name <name@domain>'.", [nameof(From)]);
        }

        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(5))
        {
            yield return new($"{Timeout} is not above 0 and at most 5 minutes.", [nameof(Timeout)]);
        }

        if (Port == 465)
        {
            yield return new("465 is TLS from the first byte, which is not supported; use the submission port 587 with STARTTLS.", [nameof(Port)]);
        }

        if (UserName.Length == 0 != (Password.Length == 0))
        {
            yield return new("The two belong together; one of them is missing.", [nameof(UserName), nameof(Password)]);
        }

        if (Password.Length > 0 && !Encrypts && !IsLoopback)
        {
            yield return new($"With false, Smtp:Password would travel in clear text to {Host}; remove the setting.", [nameof(UseStartTls)]);
        }
    }
}
