namespace PerfMonitor.Web.Accounts;

/// <summary>What a key may be used for.</summary>
internal enum KeyScope
{
    /// <summary>Everything its role may.</summary>
    All,

    /// <summary>Sending samples, and nothing else, whatever its role.</summary>
    Ingest,
}

/// <summary>Where a key comes from.</summary>
internal enum KeyOrigin
{
    /// <summary>Made on the page or over the API.</summary>
    User,

    /// <summary><c>PERFMONITOR_API_KEY</c>.</summary>
    Environment,
}

/// <summary>A program's key, without the key itself.</summary>
internal sealed record ApiKey(
    Guid Id,
    string Name,
    string Prefix,
    Role Role,
    KeyScope Scope,
    KeyOrigin Origin,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt)
{
    /// <summary>Why the key does not open anything now; null when it does.</summary>
    public string? RefuseAt(DateTimeOffset now) => this switch
    {
        { RevokedAt: not null } => "The API key was revoked.",
        { ExpiresAt: { } end } when end <= now => "The API key has expired.",
        _ => null,
    };

    /// <summary>Whether the key may send samples.</summary>
    public bool MayIngest => Scope == KeyScope.Ingest || Role >= Role.Operator;
}
