using System.Text;

namespace PerfMonitor.TimeSeries.Tests.Identity;

public sealed class XxHash64Tests
{
    // Values of the reference implementation, seed 0; "abc" and the empty input are the specification's own.
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("message digest", 0x066ED728FCEEB3BE)]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 0xCFE1F278FA89835C)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 0xAAA46907D3047814)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", 0xE04A477F19EE145D)]
    public void Matches_the_reference_implementation(string text, ulong expected) =>
        Assert.Equal(expected, XxHash64.Hash(Encoding.UTF8.GetBytes(text)));
}
