namespace PerfMonitor.Web.Accounts;

/// <summary>Somebody who signs in with a password.</summary>
internal sealed record User(
    Guid Id,
    string Name,
    Role Role,
    string PasswordHash,
    bool Disabled,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastLoginAt);
