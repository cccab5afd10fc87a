namespace PerfMonitor.ServiceDefaults.Tests.Security;

public sealed class RolesTests
{
    [Theory]
    [InlineData("viewer", "viewer", true)]
    [InlineData("viewer", "operator", false)]
    [InlineData("viewer", "admin", false)]
    [InlineData("operator", "viewer", true)]
    [InlineData("operator", "operator", true)]
    [InlineData("operator", "admin", false)]
    [InlineData("admin", "viewer", true)]
    [InlineData("admin", "admin", true)]
    [InlineData("root", "viewer", false)]
    [InlineData("admin", "root", false)]
    [InlineData("root", "root", false)]
    [InlineData(null, "viewer", false)]
    public void Admit_the_higher_ones(string? held, string required, bool allowed) => Assert.Equal(allowed, Roles.Allows(held, required));
}
