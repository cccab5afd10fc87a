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
        Allows(IsActiveAdmin(before.Role, before.Disabled), after is not null && IsActiveAdmin(after.Role, after.Disabled), otherActiveAdmins);

    /// <param name="before">Whether the user is an admin who can sign in.</param>
    /// <param name="after">Whether the user would be one.</param>
    /// <param name="otherActiveAdmins">Admins besides this one who can sign in.</param>
    public static bool Allows(bool before, bool after, long otherActiveAdmins) => !before || after || otherActiveAdmins > 0;

    /// <summary>Whether somebody is an admin who can sign in.</summary>
    public static bool IsActiveAdmin(Role role, bool disabled) => role == Role.Admin && !disabled;
}
