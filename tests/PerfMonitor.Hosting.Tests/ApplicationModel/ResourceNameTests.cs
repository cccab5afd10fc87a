using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Tests.ApplicationModel;

public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("web")]
    [InlineData("web-2")]
    [InlineData("A")]
    public void Accepts(string name) => Assert.Null(ResourceName.WhyInvalid(name));

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("2web", "it must start with an ASCII letter")]
    [InlineData("we b", "only ASCII letters, digits and hyphens are allowed")]
    [InlineData("we--b", "it has two hyphens in a row")]
    [InlineData("web-", "it ends with a hyphen")]
    [InlineData("web_1", "only ASCII letters, digits and hyphens are allowed")]
    public void Refuses_with_its_reason(string name, string reason) => Assert.Equal(reason, ResourceName.WhyInvalid(name));

    [Fact]
    public void Refuses_more_than_64_characters() => Assert.Equal("it is longer than 64 characters", ResourceName.WhyInvalid(new string('a', 65)));
}
