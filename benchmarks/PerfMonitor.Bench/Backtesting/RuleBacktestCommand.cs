using System.Diagnostics;
using System.Globalization;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Backtesting;

/// <summary>
/// A month of a 15-second series, kept as history keeps it (hourly compressed chunks): one back-test, twenty thresholds, and
/// beside it one day evaluated step by step as the live evaluation does, scaled to the month.
/// </summary>
internal static class RuleBacktestCommand
{
    private const int StepSeconds = 15;
    private const int Days = 30;
    private const string Rules = """
        groups:
          - name: bench
            rules:
              - alert: CpuHigh
                expr: host_cpu_utilization_ratio > 0.9
                for: 1m
                annotations: { summary: "{{ $labels.instance }} at {{ $value | humanizePercentage }}" }
                x-perfmonitor: { recovery_threshold: 0.85, flapping: { starts: 4, within: 30m } }
        """;

    public static async Task<int> RunAsync()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var rule = (AlertRule)RuleFileParser.Parse("bench", Rules).Groups[0].Rules[0];
        var history = ChunkedSeries.Create(start, Days, StepSeconds);
        var (month, day) = (Steps(start, Days), Steps(start, 1));
        await BacktestAsync(rule, history, day);

        var started = Stopwatch.GetTimestamp();
        var source = new BacktestSource(history, month);
        var changes = 0;
        await Backtest.RunAsync(rule, 0, source, month, EvaluationOptions.Default, _ => changes++, CancellationToken.None);
        var once = Stopwatch.GetElapsedTime(started);

        started = Stopwatch.GetTimestamp();
        var rules = Enumerable.Range(0, 20).Select(stop => (ThresholdSweep.With(rule, 0.5 + (stop * 0.025))!, (Action<TimedTransition>)(static _ => { }))).ToList();
        await Backtest.SweepAsync(rules, 0, source, month, EvaluationOptions.Default, CancellationToken.None);

        var sweep = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        var live = await LiveAsync(rule, history, day);
        var stepwise = Stopwatch.GetElapsedTime(started) * Days;
        var daily = await BacktestAsync(rule, history, day);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {month.Count} steps of {StepSeconds} s over {Days} days, {changes} changes of alerts
              one back-test            {once.TotalMilliseconds,8:0} ms
              twenty more thresholds   {sweep.TotalMilliseconds,8:0} ms
              step by step, as live    {stepwise.TotalMilliseconds,8:0} ms (one day, times {Days})
              ratio                    {stepwise / once,8:0} : 1
              first day                {(live == daily ? "the same changes" : "DIFFERENT CHANGES")}: {live}
            """));
        return live == daily ? 0 : 1;
    }

    private static BacktestSteps Steps(DateTimeOffset start, int days) => BacktestSteps.Of(start, start.AddDays(days).AddSeconds(-StepSeconds), TimeSpan.FromSeconds(StepSeconds), TimeSpan.Zero);

    private static async Task<int> BacktestAsync(AlertRule rule, ISeriesSource history, BacktestSteps steps)
    {
        var events = 0;
        await Backtest.RunAsync(rule, 0, new BacktestSource(history, steps), steps, EvaluationOptions.Default, happened => events += happened.Transition.IsEvent ? 1 : 0, CancellationToken.None);
        return events;
    }

    private static async Task<int> LiveAsync(AlertRule rule, ISeriesSource history, BacktestSteps steps)
    {
        IReadOnlyDictionary<SeriesId, AlertInstance> alerts = new Dictionary<SeriesId, AlertInstance>();
        var events = 0;
        for (var step = 0; step < steps.Count; step++)
        {
            var now = steps.At(step);
            var seen = AlertObservations.From(rule, await AskAsync(rule.Expression, history, steps.QueriedMs(step)), RuleTexts.WithoutQueries(now));
            var weaker = AlertEvaluation.AsksWeaker(rule, alerts, seen) ? AlertObservations.Sustaining(rule, alerts, await AskAsync(rule.KeepFiringWhile!, history, steps.QueriedMs(step)), RuleTexts.WithoutQueries(now)) : null;
            var evaluation = AlertEvaluation.Run(rule, alerts, seen, weaker, now, static _ => "");
            alerts = evaluation.Alerts;
            events += evaluation.Transitions.Count(static transition => transition.IsEvent);
        }

        return events;
    }

    private static async Task<IReadOnlyList<VectorSample>> AskAsync(RuleExpression expression, ISeriesSource source, long atMs) =>
        ((VectorValue)(await expression.Query.InstantAsync(source, atMs)).Value).Samples;
}
