using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfMonitor.Reporting.Fonts;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Retention;
using PerfMonitor.Reporting.Schedules;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Reporting.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Without_settings_there_is_one_daily_report_at_six_for_nobody()
    {
        var (name, daily) = Bind<ScheduleOptions>("Schedules").Reports.Single();

        Assert.Equal(("daily", true, "0 6 * * *", CalendarPeriod.Day, "Daily report"), (name, daily.Enabled, daily.Cron, daily.Period, daily.Title));
        Assert.Empty(daily.MailTo);
    }

    [Fact]
    [Trait("feature", "S2-17")]
    public void Without_settings_reports_are_kept_for_four_hundred_days()
    {
        var retention = Bind<RetentionOptions>("Retention");

        Assert.Equal((TimeSpan.FromDays(400), 4L * 1024 * 1024 * 1024, TimeSpan.FromHours(1)), (retention.Age, retention.LargestTotalBytes, retention.Interval));
    }

    [Fact]
    public void The_daily_report_can_be_changed_and_others_added()
    {
        var schedules = Bind<ScheduleOptions>(
            "Schedules",
            ("Schedules:Reports:daily:Cron", "30 5 * * 1-5"),
            ("Schedules:Reports:daily:MailTo:0", "ops@example.test"),
            ("Schedules:Reports:monthly:Cron", "0 7 1 * *"),
            ("Schedules:Reports:monthly:Period", "Month"),
            ("Schedules:Reports:monthly:Enabled", "false"));

        Assert.Equal(["daily", "monthly"], schedules.Reports.Keys.Order());
        Assert.Equal(("30 5 * * 1-5", "Daily report", "ops@example.test"), (schedules.Reports["daily"].Cron, schedules.Reports["daily"].Title, schedules.Reports["daily"].MailTo.Single()));
        Assert.Equal(["daily"], schedules.Enabled.Select(schedule => schedule.Key));
    }

    public static TheoryData<string, string, string> BrokenSettings => new()
    {
        { "Schedules:Reports:daily:Cron", "0 0 6 * * ?", "Schedules:Reports:daily:Cron: '0 0 6 * * ?' is not a cron expression; it has five fields (minute hour day month weekday), as in '0 6 * * *' for every day at 06:00." },
        { "Schedules:Reports:daily:MailTo:0", "nobody", "Schedules:Reports:daily:MailTo: 'nobody' is not a mail address." },
        { "Schedules:CatchUp", "100.00:00:00", "Schedules:CatchUp: 100.00:00:00 is not between 0 and 60 days." },
        { "Reporting:TimeZone", "Mars/Base", "Reporting:TimeZone: 'Mars/Base' is not a time zone this machine knows; write it as in 'Europe/Berlin' (Debian: package tzdata)." },
        { "Reporting:PublicUrl", "ftp://x/", "Reporting:PublicUrl: 'ftp://x/' is not an http or https address." },
        { "Reporting:LongestPeriod", "00:01:00", "Reporting:LongestPeriod: 00:01:00 is not between one hour and ten years." },
        { "Reporting:LongestQueue", "0", "Reporting:LongestQueue: The field LongestQueue must be between 1 and 10000." },
        { "Generation:Lease", "00:00:05", "Generation:Lease: 00:00:05 is not between 10 seconds and one hour." },
        { "Generation:PollInterval", "00:00:00", "Generation:PollInterval: 00:00:00 is not between 0.1 seconds and 5 minutes." },
        { "Generation:FirstRetryDelay", "00:06:00", "Generation:FirstRetryDelay: 00:06:00 is not above 0 and at most Generation:LongestRetryDelay (00:05:00)." },
        { "Retention:Age", "00:30:00", "Retention:Age: 00:30:00 is less than one hour." },
        { "Retention:Interval", "00:00:00", "Retention:Interval: 00:00:00 is not between one second and one day." },
    };

    [Theory]
    [MemberData(nameof(BrokenSettings))]
    public void A_broken_setting_ends_the_start_with_its_name_and_what_is_wrong(string key, string value, string message)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => key.Split(':')[0] switch
        {
            "Schedules" => Bind<ScheduleOptions>("Schedules", (key, value)),
            "Reporting" => Bind<ReportingOptions>("Reporting", (key, value)),
            "Generation" => Bind<GenerationOptions>("Generation", (key, value)),
            "Retention" => (object)Bind<RetentionOptions>("Retention", (key, value)),
            _ => Bind<FontOptions>("Fonts", (key, value)),
        });

        Assert.Equal(message, failure.Message);
    }

    private static T Bind<T>(string section, params (string Key, string Value)[] settings)
        where T : class
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
        services.AddValidatedOptions<T>(section);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<T>>().Value;
    }
}
