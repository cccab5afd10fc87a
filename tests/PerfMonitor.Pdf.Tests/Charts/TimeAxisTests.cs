using PerfMonitor.Pdf.Charts;

namespace PerfMonitor.Pdf.Tests.Charts;

public class TimeAxisTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2025-11-20T23:00Z", "2025-11-21T23:00Z", 10, "21 Nov|03:00|06:00|09:00|12:00|15:00|18:00|21:00|22 Nov")]
    [InlineData("2025-11-21T09:10Z", "2025-11-21T10:10Z", 7, "10:10|10:20|10:30|10:40|10:50|11:00|11:10")]
    [InlineData("2025-11-21T09:10:03Z", "2025-11-21T09:11:00Z", 3, "10:10:30|10:11:00")]
    [InlineData("2025-11-14T23:00Z", "2025-11-21T23:00Z", 8, "15 Nov|16 Nov|17 Nov|18 Nov|19 Nov|20 Nov|21 Nov|22 Nov")]
    [InlineData("2025-01-01T00:00Z", "2025-12-31T00:00Z", 5, "Apr|Jul|Oct")]
    [InlineData("2024-07-01T00:00Z", "2026-06-30T00:00Z", 8, "Oct|2025|Apr|Jul|Oct|2026|Apr")]
    [InlineData("2000-07-01T00:00Z", "2026-06-30T00:00Z", 6, "2005|2010|2015|2020|2025")]
    public void Marks_are_round_in_the_zone_of_the_reader(string from, string to, int most, string expected)
    {
        Assert.Equal(expected, Labels(from, to, most));
    }

    [Theory]
    // The clock goes from 02:00 to 03:00 on 30 March, and from 03:00 back to 02:00 on 26 October.
    [InlineData("2025-03-29T23:00Z", "2025-03-30T22:00Z", 24, "30 Mar|01:00|03:00|04:00|05:00")]
    [InlineData("2025-10-25T22:00Z", "2025-10-26T23:00Z", 25, "26 Oct|01:00|02:00|03:00|04:00")]
    public void Hours_stay_round_when_the_clock_changes(string from, string to, int most, string expected)
    {
        Assert.StartsWith(expected, Labels(from, to, most), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_rise_and_lie_inside_of_the_axis_whatever_its_length()
    {
        var from = new DateTimeOffset(2025, 3, 29, 17, 21, 9, TimeSpan.Zero);
        for (var span = TimeSpan.FromSeconds(1); span < TimeSpan.FromDays(20000); span *= 1.7)
        {
            var ticks = TimeAxis.Ticks(from, from + span, Berlin, mostTicks: 8);

            Assert.InRange(ticks.Count, 0, 9);
            Assert.All(ticks, tick => Assert.InRange(tick.Time, from, from + span));
            Assert.Equal(ticks.Select(t => t.Time).Order().Distinct(), ticks.Select(t => t.Time));
        }
    }

    private static string Labels(string from, string to, int most) =>
        string.Join('|', TimeAxis.Ticks(Time(from), Time(to), Berlin, most).Select(t => t.Label));

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
