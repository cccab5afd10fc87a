using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Incidents;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Incidents;

[Trait("feature", "S2-111")]
public sealed class CorrelationTests
{
    [Theory]
    [InlineData("instance=a;0 instance=a;299", "1+2")]
    [InlineData("instance=a;0 instance=a;301", "1|2")]
    [InlineData("instance=a;0 instance=b;10", "1|2")]
    [InlineData("instance=a;0 instance=a;200 instance=a;400", "1+2+3")]
    [InlineData("instance=a,target=x;0 instance=b,target=x;10 instance=b;20", "1+2+3")]
    [InlineData("job=shop;0 job=shop;10", "1+2")]
    [InlineData("job=host,instance=a;0 job=host,instance=b;10", "1|2")]
    [InlineData("job=shop;0 job=shop,instance=a;10", "1|2")]
    [InlineData(";0 ;10", "1|2")]
    public void Puts_together_what_began_together_in_the_same_place(string alerts, string expected) =>
        Assert.Equal(expected, string.Join('|', Correlation.Group(Read(alerts)).Reverse().Select(incident => string.Join('+', incident.Alerts.Select(alert => alert.Id)))));

    [Fact]
    public void Says_what_holds_an_incident_together_how_bad_it_is_and_when_it_is_over()
    {
        var cause = Alert(1, "instance=web-1,job=host", 0) with { Severity = Severity.Warning };
        var effect = Alert(2, "instance=web-1,target=shop", 60) with { State = AlertState.Resolved, EndsAt = Samples.Noon.AddMinutes(9) };

        var open = Assert.Single(Correlation.Group([effect, cause]));
        var over = Assert.Single(Correlation.Group([effect, cause with { State = AlertState.Resolved, EndsAt = Samples.Noon.AddMinutes(3) }]));

        Assert.Equal((1L, Severity.Critical, (DateTimeOffset?)null), (open.Alerts[0].Id, open.Severity, open.EndsAt));
        Assert.Equal(new Dictionary<string, string> { ["instance"] = "web-1" }, open.Shared);
        Assert.Equal(Samples.Noon.AddMinutes(9), over.EndsAt);
    }

    private static IEnumerable<Alert> Read(string alerts) => alerts.Split(' ').Index().Select(alert => Alert(alert.Index + 1, alert.Item.Split(';')[0], int.Parse(alert.Item.Split(';')[1], System.Globalization.CultureInfo.InvariantCulture)));

    private static Alert Alert(long id, string labels, int seconds) => Samples.Alert() with
    {
        Id = id,
        StartsAt = Samples.Noon.AddSeconds(seconds),
        Labels = labels.Split(',', StringSplitOptions.RemoveEmptyEntries).ToDictionary(label => label.Split('=')[0], label => label.Split('=')[1]),
    };
}
