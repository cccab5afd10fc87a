using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class RuleChangeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly AlertRule Rule = (AlertRule)RuleFileParser.Parse("a.yml", "groups: [{name: g, rules: [{alert: HighCpu, expr: cpu > 0.9, for: 1m}]}]").Groups[0].Rules[0];

    [Fact]
    public void Asks_for_the_newest_sample_of_what_fires_and_of_nothing_else()
    {
        var asked = new List<LabelSet>();
        var pending = Evaluate(new Dictionary<SeriesId, AlertInstance>(), 0, "a", "b");
        var fired = Evaluate(pending.Alerts, 60, "a", "b", "c");
        var goesOn = Evaluate(fired.Alerts, 61, "a", "c");

        foreach (var evaluation in (Evaluation[])[pending, fired, goesOn])
        {
            RuleChange.Of("g", Rule, evaluation.Transitions, series => { asked.Add(series); return Start; }, Start);
        }

        Assert.Equal([Series("a").Labels, Series("b").Labels], asked);
    }

    private static Evaluation Evaluate(IReadOnlyDictionary<SeriesId, AlertInstance> current, int second, params string[] instances) => AlertEvaluation.Run(
        Rule, current, AlertObservations.From(Rule, [.. instances.Select(Series)], RuleTexts.WithoutQueries(Start)), null, Start.AddSeconds(second), static _ => "false");

    private static VectorSample Series(string instance) => new(LabelSet.Create("cpu", new Label("instance", instance)), 0, 1);
}
