using PerfMonitor.Web.Accounts;

namespace PerfMonitor.Web.Tests.Accounts;

public class AccountRulesTests
{
    [Theory]
    [InlineData("ann", true)]
    [InlineData("ann.b@example.com", true)]
    [InlineData("Łukasz", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData(".ann", false)]
    [InlineData("ann b", false)]
    [InlineData("key:ci", false)]
    [InlineData("ann\n", false)]
    public void Judges_user_names(string? name, bool good) => Assert.Equal(good, AccountRules.RefuseUserName(name) is null);

    [Theory]
    [InlineData("0123456789", true)]
    [InlineData("012345678", false)]
    [InlineData("administrator", false)]
    [InlineData(null, false)]
    public void Judges_passwords(string? password, bool good) =>
        Assert.Equal(good, AccountRules.RefusePassword(password, "Administrator") is null);
}
