using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Store;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

public sealed class ReportOutageTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(1, null)]
    [InlineData(119, null)]
    [InlineData(120, 120)]
    [InlineData(3600, 3600)]
    [InlineData(-5, null)]
    public void Is_a_time_without_the_usual_look_each_minute(int? secondsAgo, int? away) => Assert.Equal(
        away is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        ReportOutage.Between(secondsAgo is { } ago ? Samples.Noon.AddSeconds(-ago) : null, Samples.Noon));

    /// <summary>Reported each minute with an end four minutes later, as Prometheus does; looked at each minute, but for an outage of ten from the second minute on.</summary>
    [Theory]
    [InlineData(20, 24)]
    [InlineData(1, 16)]
    public async Task Ends_nothing_that_could_not_be_reported_and_later_what_is_not(int lastReport, int endedAt)
    {
        var (world, source) = database.EmptyWithSource();
        var scene = new Scene(world);
        var (begin, ends) = (scene.Now, new List<int>());
        var intake = new ExternalIntake(new ExternalAlertStore(source, scene.Clock), scene.Intake, Options.Create(new AlertmanagerOptions()), scene.Clock, NullLogger<ExternalIntake>.Instance);
        for (var minute = 0; minute <= 30; minute++)
        {
            if (minute is < 2 or > 11)
            {
                await intake.ExpireAsync(TestContext.Current.CancellationToken);
                if (minute <= lastReport)
                {
                    await intake.TakeAsync([Report(begin, scene.Now.AddMinutes(4))], TestContext.Current.CancellationToken);
                }
            }

            await scene.SettleAsync();
            scene.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", $"{endedAt * 60}: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    private static ExternalAlert Report(DateTimeOffset begin, DateTimeOffset end)
    {
        var labels = new Dictionary<string, string> { ["alertname"] = "Cpu", ["severity"] = "critical", ["instance"] = "web-1" };
        return new ExternalAlert { Fingerprint = LabelFingerprint.Of(labels), Labels = labels, Annotations = new Dictionary<string, string>(), StartsAt = begin, EndsAt = end, Expression = "" };
    }
}
