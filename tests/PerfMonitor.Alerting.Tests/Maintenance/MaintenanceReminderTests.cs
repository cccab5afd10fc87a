using System.Globalization;
using PerfMonitor.Alerting.Maintenance;

namespace PerfMonitor.Alerting.Tests.Maintenance;

public sealed class MaintenanceReminderTests
{
    // 2 March 2026 is a Monday; in Berlin the clocks are put forward on 29 March at 02:00.
    [Theory]
    [InlineData("2026-03-02T12:00Z", "2026-03-02T13:00Z", 3600d)]
    [InlineData("2026-03-02T13:00Z", "2026-03-02T13:00Z", null)]
    [InlineData("2026-03-02T12:00Z", "Monday 13:30", 1800d)]
    [InlineData("2026-03-02T12:30Z", "Monday 13:30", 604_800d)]
    [InlineData("2026-03-02T12:00Z", "Monday,Tuesday 13:00", 86_400d)]
    [InlineData("2026-03-28T12:00Z", "Sunday 02:30", 46_800d)]
    [Trait("feature", "S2-97")]
    public void Knows_when_a_window_begins_next(string now, string window, double? seconds) => Assert.Equal(seconds, (Window("a", window).Next(Time(now))?.StartsAt - Time(now))?.TotalSeconds);

    [Fact]
    public void Tells_the_nearest_of_each_name_and_goes_on_with_names_that_are_gone() => Assert.Equal(
        [("gone", -1), ("once", 60), ("over", -1)],
        MaintenanceReminder.Of([Window("once", "2026-03-02T12:01Z"), Window("once", "2026-03-02T14:00Z"), Window("over", "2026-03-01T12:00Z")], ["gone", "once"], Time("2026-03-02T12:00Z")));

    private static MaintenanceWindow Window(string name, string when) => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        Matchers = [],
        StartsAt = when.EndsWith('Z') ? Time(when) : null,
        EndsAt = when.EndsWith('Z') ? Time(when).AddHours(1) : null,
        Recurrence = when.EndsWith('Z') ? null : new Recurrence
        {
            Days = when.Split(' ')[0].Split(',').Select(Enum.Parse<DayOfWeek>).ToList(),
            Start = TimeOnly.ParseExact(when.Split(' ')[1], "HH:mm", CultureInfo.InvariantCulture),
            Duration = TimeSpan.FromHours(1),
            TimeZone = "Europe/Berlin",
        },
        CreatedBy = "bob",
        CreatedAt = Samples.Noon,
    };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
