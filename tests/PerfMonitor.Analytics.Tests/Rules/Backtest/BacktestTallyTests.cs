using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class BacktestTallyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly AlertRule Rule = (AlertRule)RuleFileParser.Parse("a.yml", "groups: [{name: g, rules: [{alert: A, expr: load > 0.7}]}]").Groups[0].Rules[0];

    // 400 minutes: what is a minute apart is one time.
    private static readonly BacktestSteps Steps = BacktestSteps.Of(Noon, Noon.AddMinutes(400), TimeSpan.FromSeconds(15), TimeSpan.Zero);

    [Fact]
    public void Counts_all_alerts_and_keeps_the_first()
    {
        var tally = Tally(most: 2, new MarkedIncident(Noon.AddMinutes(9), Noon.AddMinutes(12)));

        Fire(tally, 0, "a");
        Fire(tally, 1, "b");
        End(tally, 4, "b");
        Fire(tally, 10, "c");
        End(tally, 11, "c");
        End(tally, 20, "a");
        Fire(tally, 30, "c");

        var alerts = tally.Close();
        Assert.Equal((4, 2), (alerts.Count, alerts.Outside));
        Assert.Equal([("a", 20d), ("b", 4d)], alerts.Kept.Select(static alert => (alert.Fired.Labels["instance"], (alert.Resolved!.ResolvedAt - Noon).TotalMinutes)));
        Assert.Equal([new FiringTime(Noon, Noon.AddMinutes(20), null), new FiringTime(Noon.AddMinutes(30), null, null)], alerts.Firing.All);
    }

    /// <summary>Ten hosts in noise for a week: kept one by one they would be gigabytes at 16 thresholds.</summary>
    [Fact]
    public void Holds_no_more_of_a_million_alerts_than_it_keeps()
    {
        var tally = Tally(most: 1_000);

        for (var i = 0; i < 1_000_000; i++)
        {
            Fire(tally, i * 0.0004, "a");
            End(tally, (i + 0.5) * 0.0004, "a");
        }

        var alerts = tally.Close();
        Assert.Equal((1_000_000, 1_000), (alerts.Count, alerts.Kept.Count));
        Assert.Single(alerts.Firing.All);
    }

    [Fact]
    public void Counts_the_alerts_of_several_rules_together()
    {
        var (one, other) = (Tally(most: 2), Tally(most: 2));
        Fire(one, 3, "a");
        Fire(one, 4, "b");
        Fire(one, 5, "c");
        Fire(other, 1, "d");
        End(other, 2, "d");

        var together = BacktestAlerts.Together([one.Close(), other.Close()], Steps, most: 2);

        Assert.Equal(4, together.Count);
        Assert.Equal(["d", "a"], together.Kept.Select(static alert => alert.Fired.Labels["instance"]));
        Assert.Equal([new FiringTime(Noon.AddMinutes(1), null, null)], together.Firing.All);
    }

    [Theory]
    [InlineData(0, 9.9, false)]
    [InlineData(0, 10.0, true)]
    [InlineData(16, 29.0, false)]
    [InlineData(15, 15.0, true)]
    [InlineData(14.5, null, true)]
    [InlineData(41, null, false)]
    public void Finds_the_incident_that_an_alert_overlaps(double from, double? to, bool expected)
    {
        MarkedIncident[] incidents = [Incident(30, 40), Incident(10, 14), Incident(12, 15), Incident(11, 12)];

        Assert.Equal(expected, new IncidentTimes(incidents).Touch(Noon.AddMinutes(from), to is { } end ? Noon.AddMinutes(end) : null));

        static MarkedIncident Incident(int from, int to) => new(Noon.AddMinutes(from), Noon.AddMinutes(to));
    }

    private static BacktestTally Tally(int most, params MarkedIncident[] incidents) => new("g", Rule, Steps, new IncidentTimes(incidents), most);

    private static void Fire(BacktestTally tally, double minutes, string instance) => tally.Take(Transition(AlertStep.Fired, minutes, instance));

    private static void End(BacktestTally tally, double minutes, string instance) => tally.Take(Transition(AlertStep.Resolved, minutes, instance));

    private static TimedTransition Transition(AlertStep step, double minutes, string instance)
    {
        var (at, labels) = (Noon.AddMinutes(minutes), LabelSet.Create([new Label("alertname", "A"), new Label("instance", instance)]));
        var alert = new AlertInstance { Labels = labels, Annotations = new Dictionary<string, string>(), Value = 1, State = AlertState.Firing, ActiveSince = at, FiredAt = at };
        return new TimedTransition(at, new AlertTransition(step, alert, new AlertObservation(labels, alert.Annotations, 1, labels), ""));
    }
}
