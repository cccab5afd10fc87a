using PerfMonitor.Reporting.Rendering;

namespace PerfMonitor.Reporting.Tests.Rendering;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("Daily report", "daily-report-2025-11-21.pdf")]
    [InlineData("  ../../etc/passwd ", "etc-passwd-2025-11-21.pdf")]
    [InlineData("Täglich: Übersicht!", "t-glich-bersicht-2025-11-21.pdf")]
    [InlineData("漢字", "report-2025-11-21.pdf")]
    [InlineData("a\r\nb\"c", "a-b-c-2025-11-21.pdf")]
    public void Hold_plain_characters_only(string title, string expected) =>
        Assert.Equal(expected, FileName.Of(title, Samples.Day, TimeZoneInfo.Utc, "pdf"));

    [Fact]
    public void Are_of_the_day_in_the_readers_zone_and_not_too_long()
    {
        var name = FileName.Of(new string('x', 300), Samples.Day, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), "csv");

        Assert.Equal($"{new string('x', 60)}-2025-11-20.csv", name);
    }
}
