using System.Diagnostics;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Runs back-tests, a few at a time: the rule over the history, its alerts through alerting's pipeline, both judged together.</summary>
internal sealed class BacktestRunner(SampleReader reader, PastJudging judging, AlertReplayClient alerting, IOptions<QueryOptions> query, ILogger<BacktestRunner> logger) : IDisposable
{
    // Each may hold as many samples as a query; further ones wait.
    private const int SideBySide = 2;

    // Alerts shown one by one, and given to the pipeline; the rest is counted.
    private const int MostAlerts = 5_000;

    private readonly SemaphoreSlim _turns = new(SideBySide);

    private EvaluationOptions Options => query.Value.Evaluation(query.Value.Timeout) with { MaxSteps = BacktestSteps.Most };

    public async Task<BacktestOutcome> RunAsync(BacktestPlan plan, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await RunInTurnAsync(plan, cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task<BacktestOutcome> RunInTurnAsync(BacktestPlan plan, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var history = new HistorySource(reader);
        var judged = await judging.SourceOfAsync(history, plan.Main.Source, plan.Steps, query.Value.LookBack, cancellationToken);
        var source = new BacktestSource(judged is null ? history : judged, plan.Steps);
        var (alerts, failed) = await EvaluateAsync(plan, plan.Rules, source, cancellationToken);
        var sweep = await SweepAsync(plan, source, cancellationToken);
        var evaluated = Stopwatch.GetElapsedTime(started);
        var (runs, remarks) = await ReplayAsync(plan, [alerts, .. sweep.Select(static one => one.Alerts)], cancellationToken);
        return new BacktestOutcome(
            Judge(alerts, runs[0]),
            alerts,
            runs[0],
            [.. sweep.Zip(runs.Skip(1), (one, run) => new SweepPoint(one.Threshold, Judge(one.Alerts, run)))],
            failed,
            evaluated,
            [.. remarks, .. judged?.Remark is { } remark ? [remark] : (string[])[], .. Remarks(plan, alerts, failed)]);

        BacktestScore Judge(IReadOnlyList<BacktestAlert> judged, ReplayedRun run) => BacktestScore.Of(judged, run.Tellings, plan.Incidents, plan.Night);
    }

    private async Task<(IReadOnlyList<BacktestAlert> Alerts, int FailedSteps)> EvaluateAsync(BacktestPlan plan, IEnumerable<AlertRule> rules, BacktestSource source, CancellationToken cancellationToken)
    {
        var (alerts, failed) = (new List<BacktestAlert>(), 0);
        foreach (var rule in rules)
        {
            var result = await Backtest.RunAsync(rule, plan.Group.Limit, source, plan.Steps, Options, cancellationToken);
            alerts.AddRange(BacktestAlert.Of(plan.Group.Name, rule, result.Transitions));
            failed += result.FailedSteps;
        }

        return ([.. alerts.OrderBy(static alert => alert.Fired.FiredAt)], failed);
    }

    private async Task<IReadOnlyList<(double Threshold, IReadOnlyList<BacktestAlert> Alerts)>> SweepAsync(BacktestPlan plan, BacktestSource source, CancellationToken cancellationToken)
    {
        var rules = plan.Thresholds.Select(threshold => (Threshold: threshold, Rule: ThresholdSweep.With(plan.Main, threshold))).Where(static one => one.Rule is not null).ToList();
        var results = await Backtest.SweepAsync([.. rules.Select(static one => one.Rule!)], plan.Group.Limit, source, plan.Steps, Options, cancellationToken);
        return [.. rules.Zip(results, (one, result) => (
            one.Threshold,
            (IReadOnlyList<BacktestAlert>)[.. BacktestAlert.Of(plan.Group.Name, one.Rule!, result.Transitions).OrderBy(static alert => alert.Fired.FiredAt)]))];
    }

    private async Task<(IReadOnlyList<ReplayedRun> Runs, IReadOnlyList<string> Remarks)> ReplayAsync(BacktestPlan plan, IReadOnlyList<IReadOnlyList<BacktestAlert>> runs, CancellationToken cancellationToken)
    {
        // Shared among the thresholds, so that a threshold that fires at every step does not crowd out the others.
        var each = Math.Min(MostAlerts, AlertReplayClient.MostEvents / 2 / runs.Count);
        try
        {
            var answer = await alerting.ReplayAsync([.. runs.Select(run => (IReadOnlyList<BacktestAlert>)[.. run.Take(each)])], plan.Steps.At(plan.Steps.Count - 1), plan.WithoutSilences, cancellationToken);
            return (answer.Runs, [.. Cuts(answer, each, runs.Any(run => run.Count > each))]);
        }
        catch (Exception away) when (away is HttpRequestException or System.Text.Json.JsonException)
        {
            logger.ReplayFailed(away.Message);
            return ([.. runs.Select(static _ => ReplayedRun.None)], [$"alerting does not answer, so only alerts are shown, no notifications: {away.Message}"]);
        }
    }

    private static IEnumerable<string> Cuts(ReplayAnswer answer, int each, bool areAlertsCut)
    {
        if (areAlertsCut)
        {
            yield return $"only the first {each} alerts of each threshold went through the pipeline; the notifications are of those";
        }

        if (answer.AreOthersCut)
        {
            yield return "other rules had more alerts in this time than alerting looks at; of those the oldest could hold something back";
        }

        if (answer.Runs.Any(static run => run.IsCut))
        {
            yield return "the pipeline would have run more often than a back-test does; notifications after that are missing";
        }
    }

    private static IEnumerable<string> Remarks(BacktestPlan plan, IReadOnlyList<BacktestAlert> alerts, int failed)
    {
        if (failed > 0)
        {
            yield return $"{failed} of {plan.Steps.Count} evaluations would have failed: more alerts than the group's limit, or the same alert twice";
        }

        if (plan.Main.Source is RuleSource.Watch or RuleSource.Objective)
        {
            yield return "the rule reads what is recorded since its watch or objective exists; in the time before that nothing can fire";
        }

        if (plan.Thresholds.Count > 0 && plan.Main.Expression.Threshold is null)
        {
            yield return "the expression compares with no number, so there is no threshold to try others for";
        }

        if (alerts.Count > MostAlerts)
        {
            yield return $"{alerts.Count} alerts; the first {MostAlerts} are listed";
        }
    }
}

/// <summary>What a back-test comes to.</summary>
internal sealed record BacktestOutcome(
    BacktestScore Score, IReadOnlyList<BacktestAlert> Alerts, ReplayedRun Replay, IReadOnlyList<SweepPoint> Sweep, int FailedSteps, TimeSpan Evaluated, IReadOnlyList<string> Remarks);

/// <summary>What another threshold would have been worth.</summary>
internal sealed record SweepPoint(double Threshold, BacktestScore Score);
