namespace PerfMonitor.Web.Accounts;

/// <summary>One sign-in of a user in one browser.</summary>
internal sealed record Session(
    Guid UserId,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset ExpiresAt,
    string Address);

/// <summary>A session together with the user as it is now.</summary>
internal sealed record SignedIn(Session Session, User User)
{
    public bool HoldsAt(DateTimeOffset now) => !User.Disabled && now < Session.ExpiresAt;
}
