using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Tests.Api;

public sealed class EscapedNameTests
{
    [Theory]
    [InlineData("job", "job")]
    [InlineData("U__http_2e_status", "http.status")]
    [InlineData("U__a__b", "a_b")]
    [InlineData("U___1F600_", "😀")]
    [InlineData("U__broken_2e", "U__broken_2e")]
    [InlineData("U__broken_xyz_", "U__broken_xyz_")]
    [InlineData("U__surrogate_d800_", "U__surrogate_d800_")]
    public void Reads_what_prometheus_writes(string text, string name) => Assert.Equal(name, EscapedName.Unescape(text));
}
