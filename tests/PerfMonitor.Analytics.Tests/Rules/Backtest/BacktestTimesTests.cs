using PerfMonitor.Analytics.Rules;
using PerfMonitor.Contracts;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class BacktestTimesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    // 400 minutes: what is a minute apart is one.
    private static readonly BacktestSteps Steps = BacktestSteps.Of(Noon, Noon.AddMinutes(400), TimeSpan.FromSeconds(15), TimeSpan.Zero);
    private static readonly Night Utc = new(new TimeOnly(18, 0), new TimeOnly(7, 0), TimeZoneInfo.Utc);

    [Fact]
    public void Joins_what_overlaps_and_what_cannot_be_told_apart()
    {
        BacktestAlert[] alerts = [Alert(0, 10), Alert(5, 8), Alert(11, 12), Alert(14, 15), Alert(20, null), Alert(30, 31)];

        Assert.Equal(["0-12 ", "14-15 ", "20-? "], Show(alerts));
    }

    /// <summary>Alerts are known when they have ended, not in the order in which they began.</summary>
    [Fact]
    public void Joins_the_same_in_whatever_order_times_are_known()
    {
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var alerts = Enumerable.Range(0, 40).Select(_ => random.Next(0, 390)).Select(from => Alert(from, random.Next(20) == 0 ? null : from + random.Next(0, 6))).ToArray();
            var expected = Show([.. alerts.OrderBy(static alert => alert.Fired.FiredAt)]).ToList();

            random.Shuffle(alerts);

            Assert.Equal(expected, Show(alerts));
        }
    }

    [Fact]
    public void Keeps_the_states_of_a_rule_apart() =>
        Assert.Equal(["0-10 approaching", "2-8 ", "9-10 no_data"], Show([Alert(0, 10, "approaching"), Alert(2, 8), Alert(9, 10, "no_data")]));

    [Fact]
    public void Is_bounded_however_often_a_rule_fires()
    {
        var alerts = Enumerable.Range(0, 1_600).Select(step => Alert(step * 0.25, (step * 0.25) + 0.1)).ToList();

        Assert.Equal(["0-399.85 "], Show(alerts));
        Assert.Equal(BacktestTimes.Stops, BacktestTimes.Told([.. alerts.Select(static alert => new Telling(alert.Fired.FiredAt, []))], Utc, Steps).Count);
    }

    [Fact]
    public void Shows_by_day_and_by_night_what_is_told_at_once()
    {
        Telling[] told = [new(Noon, []), new(Noon.AddSeconds(20), []), new(Noon.AddMinutes(359.5), []), new(Noon.AddMinutes(360), [])];

        Assert.Equal([(0, false), (359.5, false), (360, true)], BacktestTimes.Told(told, Utc, Steps).Select(static one => ((one.At - Noon).TotalMinutes, one.Night)));
    }

    private static IEnumerable<string> Show(IReadOnlyList<BacktestAlert> alerts) =>
        FiringTimes.Of(alerts.Select(static alert => new FiringTime(alert.Fired.FiredAt, alert.Resolved?.ResolvedAt, DerivedAlert.StateOf(alert.Fired.Labels))), Steps).All.Select(static time => FormattableString.Invariant($"{(time.From - Noon).TotalMinutes}-{(time.To is { } to ? (to - Noon).TotalMinutes : "?")} {time.State}"));

    private static BacktestAlert Alert(double fromMinutes, double? toMinutes, string? state = null)
    {
        var fired = new AlertFired
        {
            EventId = Guid.Empty,
            Fingerprint = "f",
            RuleName = "A",
            RuleGroup = "g",
            Severity = Severity.Warning,
            Labels = state is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["rule_state"] = state },
            Annotations = new Dictionary<string, string>(),
            Expression = "x",
            Value = 1,
            SampleAt = Noon,
            ActiveSince = Noon,
            FiredAt = Noon.AddMinutes(fromMinutes),
        };
        return new BacktestAlert(fired, toMinutes is not { } to ? null : new AlertResolved { EventId = Guid.Empty, Fingerprint = "f", FiredEventId = fired.EventId, RuleName = "A", Labels = fired.Labels, Reason = "over", ResolvedAt = Noon.AddMinutes(to) });
    }
}
