using PerfMonitor.Web.Gateway;

namespace PerfMonitor.Web.Tests.Gateway;

public class HeaderRulesTests
{
    [Theory]
    [InlineData("Accept", true)]
    [InlineData("Content-Type", true)]
    [InlineData("Content-Encoding", true)]
    [InlineData("If-None-Match", true)]
    [InlineData("Authorization", false)]
    [InlineData("Cookie", false)]
    [InlineData("Connection", false)]
    [InlineData("transfer-encoding", false)]
    [InlineData("TE", false)]
    [InlineData("Upgrade", false)]
    [InlineData("X-PerfMonitor-Token", false)]
    [InlineData("x-perfmonitor-anything", false)]
    [InlineData("X-Forwarded-For", false)]
    [InlineData("Forwarded", false)]
    [InlineData("traceparent", false)]
    [InlineData("X-Named", false)]
    [InlineData("x-other", false)]
    public void Chooses_what_a_service_gets(string name, bool passed) =>
        Assert.Equal(passed, HeaderRules.ToService(name, new[] { "keep-alive, X-Named", "X-Other" }));

    [Theory]
    [InlineData("Content-Type", true)]
    [InlineData("Content-Disposition", true)]
    [InlineData("ETag", true)]
    [InlineData("Retry-After", true)]
    [InlineData("Set-Cookie", false)]
    [InlineData("Transfer-Encoding", false)]
    [InlineData("Keep-Alive", false)]
    [InlineData("X-PerfMonitor-Token", false)]
    [InlineData("X-Named", false)]
    public void Chooses_what_a_client_gets(string name, bool passed) =>
        Assert.Equal(passed, HeaderRules.ToClient(name, "x-named"));
}
