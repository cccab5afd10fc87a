namespace PerfMonitor.ServiceDefaults;

/// <summary>What kept a mail from being taken.</summary>
public enum MailFailure
{
    /// <summary>No mail server is configured.</summary>
    NotConfigured,

    /// <summary>The server cannot be reached, or went away.</summary>
    Unreachable,

    /// <summary>The connection cannot be encrypted as asked.</summary>
    Encryption,

    /// <summary>The server does not know the user or the password.</summary>
    Authentication,

    /// <summary>The server refused every recipient.</summary>
    RecipientRefused,

    /// <summary>The server refused the mail.</summary>
    Refused,

    /// <summary>The server cannot take the mail now and asks to try again.</summary>
    Busy,

    /// <summary>The mail itself cannot be written: an address or a header is malformed.</summary>
    Malformed,
}

/// <summary>A mail was not taken by the server for any recipient. <see cref="Exception.Message"/> is made for an operator.</summary>
public sealed class MailException(MailFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kept it.</summary>
    public MailFailure Failure { get; } = failure;

    /// <summary>Whether the same mail may be taken later without anybody changing a setting.</summary>
    public bool IsTransient { get; } = failure is MailFailure.Unreachable or MailFailure.Busy;
}
