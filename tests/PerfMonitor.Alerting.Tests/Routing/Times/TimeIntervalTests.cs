using System.Globalization;
using PerfMonitor.Alerting.Routing.Times;

namespace PerfMonitor.Alerting.Tests.Routing.Times;

public sealed class TimeIntervalTests
{
    // 2026-03-02 is a Monday, 2026-02-28 the last day of its month.
    [Theory]
    [InlineData("", "2026-03-02T12:00Z", true)]
    [InlineData("times=09:00-17:00", "2026-03-02T09:00Z", true)]
    [InlineData("times=09:00-17:00", "2026-03-02T08:59Z", false)]
    [InlineData("times=09:00-17:00", "2026-03-02T17:00Z", false)]
    [InlineData("times=00:00-06:00,22:00-24:00", "2026-03-02T23:59Z", true)]
    [InlineData("times=00:00-06:00,22:00-24:00", "2026-03-02T12:00Z", false)]
    [InlineData("weekdays=monday:friday", "2026-03-02T12:00Z", true)]
    [InlineData("weekdays=monday:friday", "2026-03-01T12:00Z", false)]
    [InlineData("weekdays=sunday,saturday", "2026-03-01T12:00Z", true)]
    [InlineData("days=1:5", "2026-03-05T12:00Z", true)]
    [InlineData("days=1:5", "2026-03-06T12:00Z", false)]
    [InlineData("days=-3:-1", "2026-02-26T12:00Z", true)]
    [InlineData("days=-3:-1", "2026-02-25T12:00Z", false)]
    [InlineData("days=25:-1", "2026-02-28T12:00Z", true)]
    [InlineData("days=30:31", "2026-02-28T12:00Z", false)]
    [InlineData("days=-31:2", "2026-02-02T12:00Z", null)]
    [InlineData("months=december", "2026-12-01T12:00Z", true)]
    [InlineData("months=1:3,december", "2026-04-01T12:00Z", false)]
    [InlineData("years=2026:2027", "2028-01-01T12:00Z", false)]
    [InlineData("times=09:00-17:00;location=Europe/Berlin", "2026-03-02T08:00Z", true)]
    [InlineData("times=09:00-17:00;location=Europe/Berlin", "2026-07-01T07:00Z", true)]
    [InlineData("times=09:00-17:00;weekdays=monday", "2026-03-03T12:00Z", false)]
    public void Holds_when_everything_it_names_does(string interval, string moment, bool? holds)
    {
        var wrong = new List<string>();
        var read = TimeIntervalText.Read(Options(interval), (field, message) => wrong.Add($"{field}: {message}"));

        Assert.Equal(holds is null ? 1 : 0, wrong.Count);
        Assert.True(holds is null || holds == read.Contains(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("times=17:00-09:00", "Times: '17:00-09:00' is not a time such as 22:00-24:00, the start before the end.")]
    [InlineData("times=9:00-17:00", "Times: '9:00-17:00' is not a time such as 22:00-24:00, the start before the end.")]
    [InlineData("times=12:00-24:30", "Times: '12:00-24:30' is not a time such as 22:00-24:00, the start before the end.")]
    [InlineData("weekdays=friday:monday", "Weekdays: 'friday:monday' is not a day or days such as monday:friday, in the order of the week from Sunday.")]
    [InlineData("weekdays=someday", "Weekdays: 'someday' is not a day or days such as monday:friday, in the order of the week from Sunday.")]
    [InlineData("days=0:5", "DaysOfMonth: '0:5' is not days such as 1:5 or -3:-1.")]
    [InlineData("days=5:1", "DaysOfMonth: '5:1' is not days such as 1:5 or -3:-1.")]
    [InlineData("months=13", "Months: '13' is not months such as january:march or 12.")]
    [InlineData("years=2027:2026", "Years: '2027:2026' is not years such as 2026:2027.")]
    [InlineData("location=Mars/Olympus", "Location: 'Mars/Olympus' is no time zone this machine knows, such as Europe/Berlin.")]
    public void Says_what_it_cannot_read(string interval, string message)
    {
        var wrong = new List<string>();

        TimeIntervalText.Read(Options(interval), (field, text) => wrong.Add($"{field}: {text}"));

        Assert.Equal([message], wrong);
    }

    private static TimeIntervalOptions Options(string text)
    {
        var fields = text.Split(';', StringSplitOptions.RemoveEmptyEntries).ToDictionary(field => field.Split('=')[0], field => field.Split('=')[1]);
        return new TimeIntervalOptions { Times = List("times"), Weekdays = List("weekdays"), DaysOfMonth = List("days"), Months = List("months"), Years = List("years"), Location = fields.GetValueOrDefault("location", "") };

        string[] List(string name) => fields.GetValueOrDefault(name, "").Split(',', StringSplitOptions.RemoveEmptyEntries);
    }
}
