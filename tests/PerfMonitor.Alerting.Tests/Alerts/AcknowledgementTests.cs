using PerfMonitor.Alerting.Alerts;

namespace PerfMonitor.Alerting.Tests.Alerts;

[Trait("feature", "S1-27")]
public sealed class AcknowledgementTests
{
    private static readonly Alert Firing = Samples.Alert();
    private static readonly Alert Taken = Firing with { State = AlertState.Acknowledged, AcknowledgedBy = "anna", AcknowledgedAt = Samples.Noon, Note = "looking" };

    [Fact]
    public void Takes_an_alert_in_hand() => Assert.Equal(Taken, Acknowledgement.Take(Firing, Said("anna", "looking"), Samples.Noon));

    [Theory]
    [InlineData(null)]
    [InlineData("looking")]
    public void Changes_nothing_when_said_again(string? note) => Assert.Null(Acknowledgement.Take(Taken, Said("anna", note), Samples.Noon.AddHours(1)));

    [Theory]
    [InlineData("bob", null)]
    [InlineData("anna", "found it")]
    public void Takes_over_and_takes_a_new_note(string user, string? note) =>
        Assert.Equal(Taken with { AcknowledgedBy = user, Note = note, AcknowledgedAt = Samples.Noon.AddHours(1) }, Acknowledgement.Take(Taken, Said(user, note), Samples.Noon.AddHours(1)));

    [Fact]
    public void Takes_a_new_end_and_keeps_the_note() =>
        Assert.Equal(Taken with { AcknowledgedAt = Samples.Noon.AddHours(1) }, Acknowledgement.Take(Taken, new Taking("anna", null, Samples.Noon.AddHours(2), true), Samples.Noon.AddHours(1)));

    [Theory]
    [InlineData(null, false, "acknowledged")]
    [InlineData("mine", false, "acknowledged: mine")]
    [InlineData("mine", true, "acknowledged until 2026-03-02 12:00 UTC: mine")]
    public void Is_told_with_its_end_and_its_note(string? note, bool ends, string text) =>
        Assert.Equal(text, new Taking("anna", note, ends ? Samples.Noon : null, ends).Text);

    [Fact]
    public void Lets_go() => Assert.Equal(Firing, Acknowledgement.Release(Taken));

    [Fact]
    public void Changes_nothing_when_nobody_has_it() => Assert.Null(Acknowledgement.Release(Firing));

    private static Taking Said(string user, string? note) => new(user, note, null, false);
}
