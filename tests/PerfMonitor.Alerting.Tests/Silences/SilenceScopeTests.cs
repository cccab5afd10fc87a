using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Tests.Silences;

public sealed class SilenceScopeTests
{
    private static readonly Alert[] Open = [Samples.Alert(), Samples.Alert(instance: "web-2")];

    [Theory]
    [InlineData("alertname=~\".+\"", "it matches every alert there can be; people would be told of nothing")]
    [InlineData("severity=~\"critical|warning|info\"", "it matches every alert there can be; people would be told of nothing")]
    [InlineData("alertname=\"HostCpuHigh\"", "it holds back all 2 alerts that are open")]
    [InlineData("alertname=\"Other\"", "it matches no alert that is open")]
    [InlineData("instance=\"web-1\"", null)]
    public void Warns_of_what_may_not_be_meant(string matcher, string? warning) => Assert.Equal(warning, SilenceScope.Warn([LabelMatchers.Parse(matcher)], Open));

    [Theory]
    [InlineData("instance=\"web-1\"", -40, false)]
    [InlineData("instance=\"web-9\"", -40, true)]
    [InlineData("instance=\"web-9\"", -29, false)]
    [InlineData("instance=\"web-9\"", 1, false)]
    public void Finds_what_has_held_nothing_back_for_long(string matcher, int startsInDays, bool useless)
    {
        var silence = new Silence
        {
            Id = Guid.Empty,
            Matchers = [LabelMatchers.Parse(matcher)],
            StartsAt = Samples.Noon.AddDays(startsInDays),
            EndsAt = Samples.Noon.AddDays(100),
            CreatedBy = "bob",
            Comment = "deploy",
            CreatedAt = Samples.Noon,
        };

        Assert.Equal(useless, SilenceScope.Useless([silence], Open, TimeSpan.FromDays(30), Samples.Noon).Count == 1);
    }

    [Fact]
    public void A_silence_for_one_alert_holds_back_that_one()
    {
        var silence = Silence.Of(Open[0], TimeSpan.FromHours(1), "anna", "test", Samples.Noon);

        Assert.Equal((true, false, true), (silence.Matchers.AllMatch(Open[0].Labels), silence.Matchers.AllMatch(Open[1].Labels), silence.IsActive(Samples.Noon)));
    }
}
