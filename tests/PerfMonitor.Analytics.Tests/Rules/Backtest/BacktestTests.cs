using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class BacktestTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> RulesToReplay =>
    [
        "expr: load > 0.7",
        "expr: load > 0.7\n        for: 1m",
        "expr: load > 0.7\n        for: 45s\n        keep_firing_for: 1m",
        "expr: load > 0.7\n        for: 30s\n        x-perfmonitor: { recovery_threshold: 0.4 }",
        "expr: load > 0.7\n        x-perfmonitor: { flapping: { starts: 3, within: 10m } }",
        "expr: load > 0.7\n        for: 15s\n        keep_firing_for: 30s\n        x-perfmonitor: { recovery_threshold: 0.3, flapping: { starts: 2, within: 5m } }",
        "expr: avg_over_time(load[2m]) > 0.55\n        for: 1m",
        "expr: load > 0.5 unless on (instance) load > 0.9",
        "expr: sum by (job) (load) > 1.5\n        for: 30s",
        "expr: absent(load{instance=\"a\"})\n        for: 1m",
        "expr: load > 0.7\n        labels: { level: '{{ $value | printf \"%.1f\" }}' }\n        for: 15s",
        "expr: max_over_time(load[1m:15s]) > 0.9",
        "expr: (load > 0.6) and on () (hour() >= 0)",
    ];

    [Theory]
    [MemberData(nameof(RulesToReplay))]
    public async Task Makes_the_transitions_that_the_live_evaluation_makes(string rule)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            await CompareAsync(rule, seed, limit: 0, offset: TimeSpan.Zero);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 60)]
    [InlineData(2, 30)]
    public async Task Keeps_to_the_groups_limit_and_offset_as_live(int limit, int offsetSeconds)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            await CompareAsync("expr: load > 0.7\n        for: 30s", seed, limit, TimeSpan.FromSeconds(offsetSeconds));
            await CompareAsync("expr: load > 0.9\n        x-perfmonitor: { recovery_threshold: 0.1 }", seed, limit, TimeSpan.FromSeconds(offsetSeconds));
        }
    }

    [Fact]
    public async Task The_groups_limit_does_not_count_what_meets_the_weaker_condition_alone()
    {
        var world = new MemorySeriesSource();
        for (var at = Start.AddMinutes(-1); at < Start.AddHours(1); at = at.AddSeconds(15))
        {
            foreach (var host in Enumerable.Range(0, 30))
            {
                var value = host == 0 && at < Start.AddMinutes(10) ? 0.95 : 0.85;
                world.Add(LabelSet.Create("load", new Label("instance", $"host-{host}")), at.ToUnixTimeMilliseconds(), value);
            }
        }

        var result = await ReplayAsync(Parse("expr: load > 0.9\n        x-perfmonitor: { recovery_threshold: 0.8 }"), world, Steps(TimeSpan.Zero), limit: 10);

        Assert.Equal(0, result.Failed);
        Assert.Equal([AlertStep.Fired], result.Transitions.Select(one => one.Transition.Step));
    }

    [Theory]
    [InlineData("expr: load @ end() > 0.7", "'load @ end() > 0.7' uses '@ start()' or '@ end()', which mean the evaluation's moment in a rule and the whole period in a back-test; leave them out")]
    [InlineData("expr: rate(load[step()]) > 0.7", "'rate(load[step()]) > 0.7' uses step() or range(), which are 0 in a rule and not in a back-test; write the duration out")]
    public async Task Refuses_what_means_something_else_over_a_range(string rule, string message)
    {
        var refused = await Assert.ThrowsAsync<RuleFailedException>(() => ReplayAsync(Parse(rule), RandomWorld(1), Steps(TimeSpan.Zero), limit: 0));

        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public async Task Ends_with_the_request_that_nobody_waits_for_any_more()
    {
        using var gone = new CancellationTokenSource();
        var changes = 0;

        await Assert.ThrowsAsync<OperationCanceledException>(() => Backtest.RunAsync(
            Parse("expr: load > 0.7"),
            0,
            new BacktestSource(RandomWorld(1), Steps(TimeSpan.Zero)),
            Steps(TimeSpan.Zero),
            EvaluationOptions.Default,
            _ =>
            {
                changes++;
                gone.Cancel();
            },
            gone.Token));

        Assert.Equal(1, changes);
    }

    public static TheoryData<string> RulesToSweep =>
    [
        "expr: load > 0.7\n        for: 30s",
        "expr: 0.7 < (load)",
        "expr: (sum by (job) (load) >= 0.7)",
        "expr: load < 0.7\n        x-perfmonitor: { recovery_threshold: 0.8 }",
        "expr: load != 0.7",
        "expr: load > 0.7 unless on (instance) load > 0.9",
    ];

    [Theory]
    [MemberData(nameof(RulesToSweep))]
    public async Task Sweeps_thresholds_in_one_evaluation_to_what_each_rule_does_by_itself(string rule)
    {
        var (main, steps) = (Parse(rule), Steps(TimeSpan.Zero));
        var rules = ((double[])[-1, 0.2, 0.5, 0.7, 2]).Select(threshold => ThresholdSweep.With(main, threshold)!).ToList();
        var source = new BacktestSource(RandomWorld(3), steps);

        var swept = rules.ConvertAll(rule => (Rule: rule, Transitions: new List<TimedTransition>()));
        await Backtest.SweepAsync(
            swept.ConvertAll(one => (one.Rule, (Action<TimedTransition>)one.Transitions.Add)), 0, source, steps, EvaluationOptions.Default, TestContext.Current.CancellationToken);

        var alone = new List<List<TimedTransition>>();
        foreach (var one in rules)
        {
            alone.Add((await ReplayAsync(one, RandomWorld(3), steps, limit: 0)).Transitions);
        }

        Assert.Contains(alone, one => one.Count > 0);
        Assert.Equal(alone.Select(one => one.Select(Describe)), swept.Select(one => one.Transitions.Select(Describe)));
    }

    private static async Task CompareAsync(string rule, int seed, int limit, TimeSpan offset)
    {
        var (alert, world, steps) = (Parse(rule), RandomWorld(seed), Steps(offset));
        var (live, failed) = await LiveAsync(alert, world, steps, limit);
        var replayed = await ReplayAsync(alert, world, steps, limit);

        Assert.NotEmpty(live);
        Assert.Equal(live, replayed.Transitions.Where(one => one.Transition.Step != AlertStep.Forgotten).Select(Describe));
        Assert.Equal(limit > 0 && failed > 0, replayed.Failed > 0);
    }

    /// <summary>As the runner does it: an instant query at each moment, the weaker condition only where it is needed.</summary>
    private static async Task<(List<string> Transitions, int Failed)> LiveAsync(AlertRule rule, MemorySeriesSource world, BacktestSteps steps, int limit)
    {
        IReadOnlyDictionary<SeriesId, AlertInstance> alerts = new Dictionary<SeriesId, AlertInstance>();
        var (transitions, failed) = (new List<TimedTransition>(), 0);
        for (var step = 0; step < steps.Count; step++)
        {
            var (now, atMs) = (steps.At(step), steps.QueriedMs(step));
            try
            {
                var source = new Freshness(world);
                var texts = RuleTexts.WithoutQueries(now);
                var kept = AlertBound.Apply(await AskAsync(rule.Expression, source, atMs), limit, alerts, sample => AlertObservations.Fingerprint(rule, sample, texts)).Kept;
                var seen = AlertObservations.From(rule, kept, texts);
                var weaker = AlertEvaluation.AsksWeaker(rule, alerts, seen) ? AlertObservations.Sustaining(rule, alerts, await AskAsync(rule.KeepFiringWhile!, world, atMs), texts) : null;
                var evaluation = AlertEvaluation.Run(rule, alerts, seen, weaker, now, alert => EndReason.Of(source.Has(alert.Labels)));
                alerts = evaluation.Alerts;
                transitions.AddRange(evaluation.Transitions.Select(transition => new TimedTransition(now, transition)));
            }
            catch (RuleFailedException)
            {
                failed++;
            }
        }

        return ([.. transitions.Where(one => one.Transition.Step != AlertStep.Forgotten).Select(Describe)], failed);
    }

    private static async Task<(List<TimedTransition> Transitions, int Failed)> ReplayAsync(AlertRule rule, MemorySeriesSource world, BacktestSteps steps, int limit)
    {
        var transitions = new List<TimedTransition>();
        var result = await Backtest.RunAsync(rule, limit, new BacktestSource(world, steps), steps, EvaluationOptions.Default, transitions.Add, TestContext.Current.CancellationToken);
        return (transitions, result.FailedSteps);
    }

    private static async Task<IReadOnlyList<VectorSample>> AskAsync(RuleExpression expression, ISeriesSource source, long atMs) =>
        ((VectorValue)(await expression.Query.InstantAsync(source, atMs, cancellationToken: TestContext.Current.CancellationToken)).Value).Samples;

    private static string Describe(TimedTransition one)
    {
        var alert = one.Transition.Alert;
        return $"{one.At:HH:mm:ss} {one.Transition.Step} {alert.Labels} {alert.Value:R} {alert.ActiveSince:HH:mm:ss} {alert.FiredAt:HH:mm:ss} {alert.KeepFiringSince:HH:mm:ss} {one.Transition.Reason} {string.Join(',', alert.Annotations.Values)}";
    }

    private static AlertRule Parse(string rule)
    {
        var file = RuleFileParser.Parse("a.yml", "groups:\n  - name: g\n    rules:\n      - alert: A\n        annotations: { summary: '{{ $labels.instance }} at {{ $value }}' }\n        " + rule);
        Assert.Empty(file.Errors);
        return (AlertRule)file.Groups[0].Rules[0];
    }

    private static BacktestSteps Steps(TimeSpan offset) => BacktestSteps.Of(Start, Start.AddHours(1), TimeSpan.FromSeconds(15), offset);

    /// <summary>Three series that wander, stand still, pause beyond the look-back and are ended by stale markers.</summary>
    private static MemorySeriesSource RandomWorld(int seed)
    {
        var random = new Random(seed);
        var world = new MemorySeriesSource();
        foreach (var instance in (string[])["a", "b", "c"])
        {
            var labels = LabelSet.Create("load", new Label("instance", instance), new Label("job", "host"));
            var value = random.NextDouble();
            for (var at = Start.AddMinutes(-10); at < Start.AddHours(1); at = at.AddMilliseconds(random.Next(3) == 0 ? 7_300 : 15_000))
            {
                switch (random.Next(100))
                {
                    case 0:
                        at = at.AddMinutes(random.Next(1, 12));
                        break;
                    case 1:
                        world.Add(labels, at.ToUnixTimeMilliseconds(), StaleMarker.Value);
                        break;
                    case < 20:
                        value = random.NextDouble();
                        world.Add(labels, at.ToUnixTimeMilliseconds(), value);
                        break;
                    default:
                        world.Add(labels, at.ToUnixTimeMilliseconds(), value);
                        break;
                }
            }
        }

        return world;
    }

    /// <summary>Knows, as the live source does, which of the series it read end in a sample.</summary>
    private sealed class Freshness(MemorySeriesSource inner) : ISeriesSource
    {
        private readonly List<LabelSet> _read = [];

        public bool Has(LabelSet labels) => _read.Exists(series => ReadSeries.Agree(series, labels));

        public async ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken)
        {
            var series = await inner.SelectAsync(selection, cancellationToken);
            _read.AddRange(series.Where(one => !StaleMarker.Is(one.Values.Span[^1])).Select(one => one.Labels));
            return series;
        }
    }
}
