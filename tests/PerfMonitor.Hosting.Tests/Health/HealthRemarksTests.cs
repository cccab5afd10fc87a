using PerfMonitor.Hosting.Health;

namespace PerfMonitor.Hosting.Tests.Health;

public sealed class HealthRemarksTests
{
    [Theory]
    [InlineData("""{"status":"Healthy","checks":{"redis":{"status":"Healthy","detail":"Ready"},"baseline":{"status":"Healthy","remark":"baseline 'initial' is initialised"}}}""", "analytics: baseline 'initial' is initialised")]
    [InlineData("""{"status":"Healthy","checks":{"redis":{"status":"Healthy","detail":"Ready"}}}""", null)]
    [InlineData("""{"checks":[1],"x":2}""", null)]
    [InlineData("""{"checks":{"a":7,"b":{"remark":7}}}""", null)]
    [InlineData("[1]", null)]
    [InlineData("ok", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [Trait("feature", "S1-04")]
    public void Are_those_of_the_checks_that_have_one(string? body, string? remark) =>
        Assert.Equal(remark is null ? [] : [remark], HealthRemarks.Parse("analytics", body));
}
