using System.Diagnostics;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Runs back-tests, a few at a time: the rule over the history, its alerts through alerting's pipeline, both judged together.</summary>
internal sealed class BacktestRunner(SampleReader reader, PastJudging judging, AlertReplayClient alerting, IOptions<QueryOptions> query, ILogger<BacktestRunner> logger) : IDisposable
{
    // Each may hold as many samples as a query; further ones wait.
    private const int SideBySide = 2;

    // Alerts kept, shown one by one and given to the pipeline, of the rule as it is; the thresholds share as many as a replay takes. The rest is counted.
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
        var (alertsOf, failed) = await EvaluateAsync(plan, source, cancellationToken);
        var alerts = Together(plan, plan.Rules, alertsOf, MostAlerts);
        var tried = plan.Thresholds.Select(threshold => (Threshold: threshold, Rules: ThresholdSweep.Of(plan, threshold))).Where(static one => one.Rules is not null).ToList();

        // Shared among the thresholds, so that a threshold that fires at every step does not crowd out the others.
        var each = Math.Min(MostAlerts, AlertReplayClient.MostEvents / 2 / (tried.Count + 1));
        await SweepAsync(plan, [.. tried.SelectMany(static point => point.Rules!).Where(rule => !alertsOf.ContainsKey(rule))], alertsOf, each, source, cancellationToken);
        var sweep = tried.ConvertAll(point => (point.Threshold, Expression: point.Rules![0].Expression.Text, Alerts: Together(plan, point.Rules!, alertsOf, each)));
        var evaluated = Stopwatch.GetElapsedTime(started);
        var (runs, remarks) = await ReplayAsync(plan, [alerts, .. sweep.Select(static one => one.Alerts)], each, cancellationToken);
        var score = Judge(alerts, runs[0]);
        var points = sweep.Zip(runs.Skip(1), (one, run) => new SweepPoint(one.Threshold, Judge(one.Alerts, run), one.Expression, one.Alerts.Firing, run)).ToList();
        return new BacktestOutcome(
            score,
            alerts,
            runs[0],
            points,
            failed,
            evaluated,
            [.. remarks, .. judged?.Remark is { } remark ? [remark] : (string[])[], .. Remarks(plan, alerts, failed), .. FiringBefore(plan, [score, .. points.Select(static point => point.Score)])]);

        BacktestScore Judge(BacktestAlerts judged, ReplayedRun run) => BacktestScore.Of(judged, run.Tellings, plan.Incidents, plan.Night, plan.Lead);
    }

    private async Task<(Dictionary<AlertRule, BacktestAlerts> AlertsOf, int FailedSteps)> EvaluateAsync(BacktestPlan plan, BacktestSource source, CancellationToken cancellationToken)
    {
        var (alertsOf, failed) = (new Dictionary<AlertRule, BacktestAlerts>(ReferenceEqualityComparer.Instance), 0);
        foreach (var rule in plan.Rules)
        {
            var tally = plan.Tally(rule, MostAlerts);
            var result = await Backtest.RunAsync(rule, plan.Group.Limit, source, plan.Steps, Options, tally.Take, cancellationToken);
            alertsOf[rule] = tally.Close();
            failed += result.FailedSteps;
        }

        return (alertsOf, failed);
    }

    /// <summary>Rules that a threshold has moved; those that it leaves as they are have their alerts already.</summary>
    private async Task SweepAsync(
        BacktestPlan plan, IReadOnlyList<AlertRule> moved, Dictionary<AlertRule, BacktestAlerts> alertsOf, int most, BacktestSource source, CancellationToken cancellationToken)
    {
        var tallies = moved.Select(rule => (Rule: rule, Tally: plan.Tally(rule, most))).ToList();
        await Backtest.SweepAsync(tallies.ConvertAll(static one => (one.Rule, (Action<TimedTransition>)one.Tally.Take)), plan.Group.Limit, source, plan.Steps, Options, cancellationToken);
        foreach (var (rule, tally) in tallies)
        {
            alertsOf[rule] = tally.Close();
        }
    }

    private static BacktestAlerts Together(BacktestPlan plan, IEnumerable<AlertRule> rules, Dictionary<AlertRule, BacktestAlerts> alertsOf, int most) =>
        BacktestAlerts.Together([.. rules.Select(rule => alertsOf[rule])], plan.Steps, most);

    private async Task<(IReadOnlyList<ReplayedRun> Runs, IReadOnlyList<string> Remarks)> ReplayAsync(BacktestPlan plan, IReadOnlyList<BacktestAlerts> runs, int each, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await alerting.ReplayAsync([.. runs.Select(run => (IReadOnlyList<BacktestAlert>)[.. run.Kept.Take(each)])], plan.Steps.At(plan.Steps.Count - 1), plan.WithoutSilences, cancellationToken);
            return (answer.Runs, [.. Cuts(answer, each, runs.Any(run => run.Count > each))]);
        }
        catch (Exception away) when (away is HttpRequestException or System.Text.Json.JsonException)
        {
            logger.ReplayFailed(away.Message);
            return ([.. runs.Select(static _ => ReplayedRun.None)], [$"alerting has no answer, so only alerts are shown, no notifications: {away.Message}"]);
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

    private static IEnumerable<string> FiringBefore(BacktestPlan plan, IReadOnlyList<BacktestScore> scores) => scores.Any(static score => score.FiringBefore > 0)
        ? [$"an alert that began more than {DurationText.Format((long)plan.Lead.TotalMilliseconds)} before an incident has not found it: it was already firing"]
        : [];

    private static IEnumerable<string> Remarks(BacktestPlan plan, BacktestAlerts alerts, int failed)
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
    BacktestScore Score, BacktestAlerts Alerts, ReplayedRun Replay, IReadOnlyList<SweepPoint> Sweep, int FailedSteps, TimeSpan Evaluated, IReadOnlyList<string> Remarks);

/// <summary>What another threshold would have come to.</summary>
internal sealed record SweepPoint(double Threshold, BacktestScore Score, string Expression, FiringTimes Firing, ReplayedRun Replay);
