namespace PerfMonitor.Web.Accounts;

/// <summary>What is to change of a user; null leaves it as it is.</summary>
internal sealed record UserChange(Role? Role = null, bool? Disabled = null, string? PasswordHash = null)
{
    public User ApplyTo(User user) => user with
    {
        Role = Role ?? user.Role,
        Disabled = Disabled ?? user.Disabled,
        PasswordHash = PasswordHash ?? user.PasswordHash,
    };
}

/// <summary>How a change of a user ended.</summary>
internal enum UserChangeOutcome
{
    Done,
    NotFound,

    /// <summary>Refused: nobody would be left who can manage users.</summary>
    LastAdmin,
}

/// <summary>The rule that somebody who can manage users is always left.</summary>
internal static class LastAdminRule
{
    /// <param name="before">The user as it is.</param>
    /// <param name="after">The user as it would be; null when it would be deleted.</param>
    /// <param name="otherActiveAdmins">Admins besides this one who can sign in.</param>
    public static bool Allows(User before, User? after, long otherActiveAdmins) =>
        !IsActiveAdmin(before) || (after is not null && IsActiveAdmin(after)) || otherActiveAdmins > 0;

    private static bool IsActiveAdmin(User user) => user is { Role: Role.Admin, Disabled: false };
}
