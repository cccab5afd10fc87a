using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Tests.Running;

public sealed class LastLinesTests
{
    [Theory]
    [InlineData("2026-01-01T00:00:00.000Z Error: no such file  ", "Error: no such file")]
    [InlineData("2026-01-01T00:00:00.000Z     at main.js:1", "    at main.js:1")]
    [InlineData("2026-01-01T00:00:00.000Z ", "")]
    [InlineData("2026-01-01T00:00:00.000Z", "")]
    public void Leaves_the_time_out(string line, string expected) => Assert.Equal(expected, LastLines.WithoutTime(line));
}
