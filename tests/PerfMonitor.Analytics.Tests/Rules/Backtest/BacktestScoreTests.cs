using PerfMonitor.Analytics.Rules;
using PerfMonitor.Contracts;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class BacktestScoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Night Utc = new(new TimeOnly(22, 0), new TimeOnly(7, 0), TimeZoneInfo.Utc);

    [Fact]
    public void Sums_up_in_one_sentence()
    {
        BacktestAlert[] alerts = [Alert(0, 30), Alert(660, 700), Alert(720, null)];
        Telling[] told = [Told(1, alerts[0]), Told(661, alerts[1]), Told(721, alerts[2])];
        MarkedIncident[] incidents = [new(Noon, Noon.AddMinutes(20)), new(Noon.AddMinutes(721), Noon.AddMinutes(730)), new(Noon.AddMinutes(200), Noon.AddMinutes(210), "unseen")];

        var score = Score(alerts, told, incidents);

        Assert.Equal("3 notifications, 2 at night, 2 of 3 marked incidents found, median delay 30s", score.Summary);
        Assert.Equal((3, 1, false, null), (score.Alerts, score.FalseAlerts, score.Incidents[2].IsFound, score.Incidents[2].Delay));
    }

    [Fact]
    public void Leaves_out_what_was_not_asked()
    {
        var score = Score([Alert(0, 1)], [Told(0, Alert(0, 1))], []);

        Assert.Equal(("1 notification, 0 at night", 0), (score.Summary, score.FalseAlerts));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.9, false)]
    public void Calls_an_incident_found_when_people_were_told_before_it_was_over(double toldAfterMinutes, bool expected)
    {
        var alert = Alert(0, 60);
        MarkedIncident[] incidents = [new(Noon.AddMinutes(-1), Noon.AddSeconds(30))];

        Assert.Equal(expected, Score([alert], [Told(toldAfterMinutes, alert)], incidents).Incidents[0].IsFound);
    }

    /// <summary>An alert of which people were told when it began, around an incident from 10:00 to 10:10 after noon.</summary>
    [Theory]
    [InlineData(605, 620, "found after 00:05:00")]
    [InlineData(545, null, "found after 00:00:00")]
    [InlineData(540, 601, "found after 00:00:00")]
    [InlineData(539, 601, "firing since 539")]
    [InlineData(-20_000, null, "firing since -20000")]
    [InlineData(100, 599, "missed")]
    [InlineData(611, 620, "missed")]
    public void Does_not_call_an_alert_that_began_long_before_an_incident_its_detection(int fromMinutes, int? toMinutes, string expected)
    {
        var score = Score([Alert(fromMinutes, toMinutes)], [Told(fromMinutes, Alert(fromMinutes, toMinutes))], [new(Noon.AddMinutes(600), Noon.AddMinutes(610))]);

        var verdict = score.Incidents[0];
        Assert.Equal(expected, verdict.IsFound ? $"found after {verdict.Delay}" : verdict.FiringSince is { } since ? FormattableString.Invariant($"firing since {(since - Noon).TotalMinutes}") : "missed");
        Assert.Equal(verdict.FiringSince is not null, score.Summary.EndsWith("0 of 1 marked incident found, 1 in which it was already firing", StringComparison.Ordinal));
    }

    [Fact]
    public void Takes_what_begins_with_an_incident_for_its_detection_beside_what_fires_for_long()
    {
        var score = Score([Alert(0, null), Alert(602, 620)], [Told(0, Alert(0, null)), Told(603, Alert(602, 620))], [new(Noon.AddMinutes(600), Noon.AddMinutes(610))]);

        Assert.Equal((true, TimeSpan.FromMinutes(3), null), (score.Incidents[0].IsFound, score.Incidents[0].Delay!.Value, score.Incidents[0].FiringSince));
    }

    [Theory]
    [InlineData("expr: load > 0.7", 1)]
    [InlineData("x-perfmonitor: { forecast: { query: disk, comparison: '>', threshold: 1, within: 6h } }", 6)]
    [InlineData("x-perfmonitor: { forecast: { query: disk, comparison: '>', threshold: 1, within: 10m } }", 1)]
    public void Lets_a_forecast_begin_as_long_before_an_incident_as_it_looks_ahead(string condition, int hours)
    {
        var file = RuleFileParser.Parse("a.yml", $"groups: [{{name: g, rules: [{{alert: A, {condition}}}]}}]");
        Assert.Empty(file.Errors);

        Assert.Equal(TimeSpan.FromHours(hours), new BacktestPlan(file.Groups[0], BacktestSteps.Of(Noon, Noon.AddHours(1), TimeSpan.FromSeconds(15), TimeSpan.Zero), Utc, [], [], false).Lead);
    }

    [Theory]
    [InlineData("2026-01-05T21:30:00Z", true)]
    [InlineData("2026-01-05T06:30:00Z", false)]
    [InlineData("2026-07-05T20:30:00Z", true)]
    public void Asks_the_clock_on_the_wall_whether_it_is_night(string at, bool expected) =>
        Assert.Equal(expected, new Night(new TimeOnly(22, 0), new TimeOnly(7, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Contains(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    private static BacktestScore Score(BacktestAlert[] alerts, Telling[] told, MarkedIncident[] incidents)
    {
        var marked = new IncidentTimes(incidents);
        var steps = BacktestSteps.Of(Noon, Noon.AddDays(1), TimeSpan.FromMinutes(1), TimeSpan.Zero);
        return BacktestScore.Of(new BacktestAlerts(alerts.Length, alerts.Count(alert => !marked.Touch(alert.Fired.FiredAt, alert.Resolved?.ResolvedAt)), alerts, new FiringTimes(steps)), told, incidents, Utc, BacktestScore.Lead);
    }

    private static Telling Told(double minutes, BacktestAlert alert) => new(Noon.AddMinutes(minutes), [alert.Fired.EventId]);

    private static BacktestAlert Alert(int fromMinutes, int? toMinutes)
    {
        var fired = new AlertFired
        {
            EventId = new Guid(fromMinutes, 0, 0, new byte[8]),
            Fingerprint = "f",
            RuleName = "A",
            RuleGroup = "g",
            Severity = Severity.Warning,
            Labels = new Dictionary<string, string>(),
            Annotations = new Dictionary<string, string>(),
            Expression = "x",
            Value = 1,
            SampleAt = Noon,
            ActiveSince = Noon,
            FiredAt = Noon.AddMinutes(fromMinutes),
        };
        return new BacktestAlert(fired, toMinutes is not { } to ? null : new AlertResolved
        {
            EventId = Guid.Empty,
            Fingerprint = "f",
            FiredEventId = fired.EventId,
            RuleName = "A",
            Labels = fired.Labels,
            Reason = "over",
            ResolvedAt = Noon.AddMinutes(to),
        });
    }
}
