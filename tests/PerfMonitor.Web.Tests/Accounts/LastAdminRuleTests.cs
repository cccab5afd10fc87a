using PerfMonitor.Web.Accounts;

namespace PerfMonitor.Web.Tests.Accounts;

public class LastAdminRuleTests
{
    private static readonly User Admin = new(Guid.NewGuid(), "ann", Role.Admin, "hash", false, default, null);

    public static TheoryData<string, bool, int, bool> Cases => new()
    {
        // what is done, to an active admin?, other active admins, allowed
        { "delete", true, 0, false },
        { "delete", true, 1, true },
        { "delete", false, 0, true },
        { "demote", true, 0, false },
        { "demote", true, 2, true },
        { "disable", true, 0, false },
        { "disable", true, 1, true },
        { "password", true, 0, true },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Keeps_somebody_who_can_manage_users(string change, bool activeAdmin, int others, bool allowed)
    {
        var before = activeAdmin ? Admin : Admin with { Disabled = true };
        var after = change switch
        {
            "delete" => null,
            "demote" => before with { Role = Role.Operator },
            "disable" => before with { Disabled = true },
            _ => before with { PasswordHash = "other" },
        };

        Assert.Equal(allowed, LastAdminRule.Allows(before, after, others));
    }
}
