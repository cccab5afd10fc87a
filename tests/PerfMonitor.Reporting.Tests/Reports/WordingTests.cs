using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Reports;

public sealed class WordingTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.4, "under 1 s")]
    [InlineData(4, "4 s")]
    [InlineData(690, "11 min 30 s")]
    [InlineData(660, "11 min")]
    [InlineData(3600, "1 h")]
    [InlineData(3605, "1 h")]
    [InlineData(183_600, "2 d 3 h")]
    public void Durations_have_their_two_largest_units(double seconds, string expected) =>
        Assert.Equal(expected, Wording.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(1, "100 %")]
    [InlineData(0.999999, "99.999 %")]
    [InlineData(0.9986, "99.86 %")]
    [InlineData(0.29, "29 %")]
    [InlineData(0, "0 %")]
    public void Only_what_never_failed_is_a_hundred_percent(double share, string expected) => Assert.Equal(expected, Wording.Percent(share));

    [Theory]
    [InlineData(999, "999")]
    [InlineData(14400, "14\u00A0400")]
    public void Thousands_stand_apart(long count, string expected) => Assert.Equal(expected, Wording.Count(count));

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a b", "a and b")]
    [InlineData("a b c d", "a, b, c and d")]
    [InlineData("a b c d e f", "a, b, c and 3 more")]
    public void Long_lists_end_with_a_count(string names, string expected) =>
        Assert.Equal(expected, Wording.List(names.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("2025-11-20T23:00Z", "2025-11-21T23:00Z", "Friday 21 November 2025")]
    [InlineData("2025-11-16T23:00Z", "2025-11-23T23:00Z", "17 November 2025 – 23 November 2025")]
    [InlineData("2025-11-21T00:00Z", "2025-11-22T00:00Z", "21 Nov 2025 01:00 – 22 Nov 2025 01:00")]
    // The day the clock goes back has 25 hours and is a whole day all the same.
    [InlineData("2025-10-25T22:00Z", "2025-10-26T23:00Z", "Sunday 26 October 2025")]
    public void Whole_days_are_named_by_their_date(string from, string to, string expected) =>
        Assert.Equal(expected, Wording.Period(new ReportPeriod(Time(from), Time(to)), Berlin));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
