namespace PerfMonitor.Alerting.Tests;

public sealed class QuotedListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a, b,", "a| b|")]
    [InlineData("\"B, b\" <b@x.org>,c", "\"B, b\" <b@x.org>|c")]
    [InlineData("a=\"x\\\",y\",b", "a=\"x\\\",y\"|b")]
    [InlineData("a=\"x\\\\\",b", "a=\"x\\\\\"|b")]
    [InlineData("\"a,b", "\"a,b")]
    public void Is_split_at_commas_outside_of_quotes(string text, string parts) => Assert.Equal(parts, string.Join('|', QuotedList.Split(text)));
}
