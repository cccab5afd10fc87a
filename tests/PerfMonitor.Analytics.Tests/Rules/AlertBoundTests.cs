using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class AlertBoundTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyDictionary<SeriesId, AlertInstance> None = new Dictionary<SeriesId, AlertInstance>();
    private static readonly AlertRule Rule = (AlertRule)RuleFileParser.Parse("a.yml", "groups: [{name: g, rules: [{alert: HighCpu, expr: cpu > 0.9, for: 1s, labels: {where: '{{ $labels.instance | toUpper }}'}}]}]").Groups[0].Rules[0];

    [Fact]
    public void Refuses_more_alerts_than_the_group_allows() =>
        Assert.Equal("the rule has 2 alerts where its group allows 1 (limit)", Assert.Throws<RuleFailedException>(() => Bound(Series(0, 2), None, limit: 1)).Message);

    [Fact]
    public void Makes_a_thousand_alerts_of_a_hundred_thousand_series_and_always_the_same()
    {
        var bounded = Bound(Series(0, 100_000), None);

        Assert.Equal((AlertBound.Most, 99_000), (bounded.Kept.Count, bounded.LeftOut));
        Assert.Equal(bounded.Kept, Bound([.. Series(0, 100_000).Reverse()], None).Kept);
    }

    [Fact]
    public void No_alert_ends_for_others_whose_condition_begins_to_hold_beside_it()
    {
        var current = None;
        var steps = new List<AlertStep>();
        for (var second = 0; second < 6; second++)
        {
            // Another five hundred with each second, most of which have lower ids than some of those before.
            var evaluation = Evaluate(Series(0, 900 + (500 * second)), current, second);
            current = evaluation.Alerts;
            steps.AddRange(evaluation.Transitions.Select(static one => one.Step));
        }

        Assert.Equal([(AlertStep.BecamePending, 1_000), (AlertStep.Fired, 1_000)], steps.CountBy(static step => step).Select(static one => (one.Key, one.Value)).Order());
    }

    [Fact]
    public void What_fires_comes_before_what_is_pending_and_that_before_what_is_new()
    {
        var all = Series(0, 3_000);
        var firing = Evaluate(all[..600], Evaluate(all[..600], None, 0).Alerts, 1).Alerts;
        var both = Evaluate(all[..1_000], firing, 2).Alerts;

        var kept = Bound([.. all[100..]], both).Kept.ToHashSet();

        Assert.Superset(all[100..1_000].ToHashSet(), kept);
        Assert.Equal(1_000, kept.Count);
    }

    [Fact]
    public void Finds_its_alerts_again_after_a_restart_by_their_labels()
    {
        var all = Series(0, 3_000);
        var loaded = Evaluate(all[2_000..], None, 0).Alerts.ToDictionary(static one => one.Key, static one => one.Value with { Series = null });

        Assert.Equal(all[2_000..].ToHashSet(), Bound(all, loaded).Kept.ToHashSet());
    }

    [Fact]
    public void An_alert_that_the_bound_displaces_ends_for_that_reason_and_no_other_does()
    {
        // Under a limit of the group's own, which was taken away since.
        var all = Series(0, 1_500);
        var more = AlertEvaluation.Run(Rule, None, AlertObservations.From(Rule, all, Texts(0)), null, Start, static _ => "false").Alerts;

        var ended = Evaluate(all[1..], more, 1).Transitions.Where(static one => one.Step == AlertStep.Withdrawn).ToList();

        Assert.Equal([("false", 1), (EndReason.LeftOut, 499)], ended.CountBy(static one => one.Reason).Select(static one => (one.Key, one.Value)).OrderBy(static one => one.Value));
    }

    [Fact]
    public void Of_a_weaker_condition_only_alerts_that_fire_are_looked_at_however_many_series_meet_it()
    {
        var fires = Evaluate(Series(4_000, 1), Evaluate(Series(4_000, 1), None, 0).Alerts, 1).Alerts;

        var sustained = AlertObservations.Sustaining(Rule, fires, Series(0, 5_000), Texts(2));

        Assert.Equal(fires.Keys, sustained.Keys);
    }

    private static Evaluation Evaluate(VectorSample[] result, IReadOnlyDictionary<SeriesId, AlertInstance> current, int second)
    {
        var bounded = Bound(result, current);
        return AlertEvaluation.Run(Rule, current, AlertObservations.From(Rule, bounded.Kept, Texts(second)), null, Start.AddSeconds(second), alert => bounded.Leaves(alert) ? EndReason.LeftOut : "false");
    }

    private static BoundedResult Bound(VectorSample[] result, IReadOnlyDictionary<SeriesId, AlertInstance> current, int limit = 0) =>
        AlertBound.Apply(result, limit, current, sample => AlertObservations.Fingerprint(Rule, sample, Texts(0)));

    private static RuleTexts Texts(int second) => RuleTexts.WithoutQueries(Start.AddSeconds(second));

    private static VectorSample[] Series(int from, int count) => [.. Enumerable.Range(from, count).Select(static i => new VectorSample(LabelSet.Create("cpu", new Label("instance", $"web-{i}")), 0, 1))];
}
