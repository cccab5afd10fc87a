using System.Diagnostics;
using Npgsql;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.Query;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Evaluates the rules of a group in order, stores what changes, and writes the series they record.</summary>
internal sealed class GroupEvaluation(
    RuleQuery query,
    KeptSources sources,
    SampleIntake intake,
    AlertOutbox outbox,
    RuleBoard board,
    AnalyticsMetrics metrics,
    IConfiguration configuration,
    ILogger<GroupEvaluation> logger)
{
    // An alert is written to ALERTS this often at most, besides when it changes.
    private static readonly TimeSpan RecordInterval = TimeSpan.FromSeconds(1);

    // Where people find the page; texts may link to it.
    private readonly string _pageUrl = configuration["Self:Url"] ?? "";

    /// <summary>
    /// Evaluates a group. What is wrong with one rule is told on the board and does not stop the others; what is wrong with the
    /// store of the states ends the term.
    /// </summary>
    /// <exception cref="NpgsqlException">A change could not be stored.</exception>
    public async Task RunAsync(RuleTerm term, GroupRun run, Turn turn, TurnReading reading, CancellationToken cancellationToken)
    {
        var (started, now) = (Stopwatch.GetTimestamp(), reading.At);
        var samples = await reading.ReadAsync(cancellationToken);
        try
        {
            run.SeriesRead = samples.CountOf(run.Asked(turn, now).Select(static one => one.Expression));
            foreach (var rule in run.Group.Rules)
            {
                if (rule is AlertRule || turn == Turn.Regular)
                {
                    await RunAsync(term, run, rule, samples, now, cancellationToken);
                }
            }
        }
        finally
        {
            await reading.ReleaseAsync();
        }

        run.Schedule.WakeAt(Deadline(term, run.Group));
        var duration = Stopwatch.GetElapsedTime(started);
        run.Schedule.Took(duration);
        metrics.RuleDuration.Record(duration.TotalSeconds);
        board.Evaluated(run.Group, new GroupStatus(now, duration));
    }

    /// <summary>Marks the end of what rules wrote that are no more.</summary>
    public async Task EndAsync(IEnumerable<RuleSamples> written, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var series in written)
        {
            await WriteAsync(series, [], now, cancellationToken);
        }
    }

    private async Task RunAsync(RuleTerm term, GroupRun run, Rule rule, TurnSamples samples, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        string? error = null;
        string? remark = null;
        Exception? defect = null;
        try
        {
            switch (rule)
            {
                case AlertRule { FailureOf: { } watched } alert:
                    var failing = AlertEvaluation.Run(alert, term.Alerts(rule.Key), FailureObservation.Of(alert, board.ErrorOf(watched), now), sustained: null, now, static _ => FailureObservation.End);
                    await ApplyAsync(term, run, alert, failing, _ => now, now, cancellationToken);
                    break;
                case AlertRule alert:
                    remark = await AlertAsync(term, run, alert, samples, now, cancellationToken);
                    break;
                default:
                    await RecordAsync(run, (RecordingRule)rule, samples, run.Schedule.Align(now), cancellationToken);
                    break;
            }
        }
        catch (Exception failure) when (RuleFailure.Of(failure) is { } own)
        {
            (error, defect) = (own, RuleFailure.IsDefect(failure) ? failure : null);
            metrics.RuleFailures.Add(1);
        }

        metrics.RuleEvaluations.Add(1);
        var changed = board.Evaluated(rule, new RuleStatus(now, Stopwatch.GetElapsedTime(started), error, [.. term.Alerts(rule.Key).Values.Where(static alert => alert.IsActive)]) { Remark = remark });
        var trouble = error ?? remark;
        if (changed && trouble is null)
        {
            logger.RuleRecovered(rule.Name, run.Group.File, rule.Line);
        }
        else if (changed)
        {
            logger.RuleFailed(rule.Name, run.Group.File, rule.Line, trouble!);
            if (defect is not null)
            {
                logger.RuleDefect(rule.Expression.Text, defect);
            }
        }
    }

    private async Task RecordAsync(GroupRun run, RecordingRule rule, TurnSamples samples, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (result, _) = await query.AskAsync(rule.Expression, at - run.Group.QueryOffset, samples, cancellationToken);
        await WriteAsync(run.SamplesOf(rule), RecordedSeries.From(rule, run.Group.Limit, result), at - run.Group.QueryOffset, cancellationToken);
    }

    /// <summary>Null, or what the operator must know of an evaluation that succeeded.</summary>
    private async Task<string?> AlertAsync(RuleTerm term, GroupRun run, AlertRule rule, TurnSamples samples, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (sources.Lacking(rule.Source) is { } lacking)
        {
            throw new RuleFailedException(lacking);
        }

        var (result, source) = await query.AskAsync(rule.Expression, now - run.Group.QueryOffset, samples, cancellationToken);
        var (queries, current) = (new TextQueries(), term.Alerts(rule.Key));
        var (bounded, seen) = await ResolveAsync(texts =>
        {
            var kept = AlertBound.Apply(result, run.Group.Limit, current, sample => AlertObservations.Fingerprint(rule, sample, texts));
            return (kept, AlertObservations.From(rule, kept.Kept, texts));
        });
        IReadOnlyDictionary<SeriesId, double>? sustained = null;
        if (AlertEvaluation.AsksWeaker(rule, current, seen))
        {
            var (weaker, _) = await query.AskAsync(rule.KeepFiringWhile!, now - run.Group.QueryOffset, samples, cancellationToken);
            sustained = await ResolveAsync(texts => AlertObservations.Sustaining(rule, current, weaker, texts));
        }

        var evaluation = AlertEvaluation.Run(rule, current, seen, sustained, now, alert => bounded.Leaves(alert) ? EndReason.LeftOut : WhyEnded(source, alert));
        await ApplyAsync(term, run, rule, evaluation, series => SampleAt(source, series, now), now, cancellationToken);
        metrics.AlertsLeftOut(rule.Name, bounded.LeftOut);
        return bounded.LeftOut > 0 ? AlertBound.Reason : null;

        Task<T> ResolveAsync<T>(Func<RuleTexts, T> observe) => queries.ResolveAsync(
            answer => observe(new RuleTexts(now, _pageUrl, answer)),
            asked => query.TryAskAsync(asked, now - run.Group.QueryOffset, cancellationToken));
    }

    private async Task ApplyAsync(RuleTerm term, GroupRun run, AlertRule rule, Evaluation evaluation, Func<LabelSet, DateTimeOffset> sampleAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var change = RuleChange.Of(run.Group.Name, rule, evaluation.Transitions, sampleAt, now);
        outbox.Hand(await term.ApplyAsync(change, evaluation.Alerts, cancellationToken));
        foreach (var transition in evaluation.Transitions)
        {
            logger.AlertChanged(new(transition.Alert.Labels), transition.Step, transition.Reason);
        }

        if (evaluation.Transitions.Count > 0 || now - run.RecordedAt(rule) >= RecordInterval)
        {
            run.Recorded(rule, now);
            await WriteAsync(run.SamplesOf(rule), AlertSeries.Of(evaluation.Alerts.Values), now - run.Group.QueryOffset, cancellationToken);
        }
    }

    /// <summary>Writes series at the moment that was asked about: as in Prometheus that is the evaluation's less the group's <c>query_offset</c>.</summary>
    private async Task WriteAsync(RuleSamples written, IEnumerable<(LabelSet Labels, double Value)> series, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var atMs = at.ToUnixTimeMilliseconds();
        var (definitions, ids, samples) = (new List<SeriesDefinition>(), new List<SeriesId>(), new List<Sample>());
        written.Write(series, atMs, definitions, ids, samples);
        if (samples.Count > 0)
        {
            // Not awaited to the commit: what a rule records can be had again by asking its expression.
            _ = await intake.AcceptAsync(new DecodedBatch(atMs, definitions, [.. ids], [.. samples]), cancellationToken);
        }
    }

    /// <summary>When the first of a group's alerts fires, or ends, by the mere passing of time.</summary>
    private static DateTimeOffset Deadline(RuleTerm term, RuleGroup group)
    {
        var deadline = DateTimeOffset.MaxValue;
        foreach (var rule in group.Rules.OfType<AlertRule>())
        {
            foreach (var alert in term.Alerts(rule.Key).Values)
            {
                deadline = AlertStateMachine.Deadline(rule.Timing, alert) is { } ends && ends < deadline ? ends : deadline;
            }
        }

        return deadline;
    }

    private static DateTimeOffset SampleAt(HistorySource source, LabelSet labels, DateTimeOffset now) =>
        source.NewestOf(labels) is { } newest ? DateTimeOffset.FromUnixTimeMilliseconds(newest) : now;

    private static string WhyEnded(HistorySource source, AlertInstance alert) =>
        EndReason.Of(source.NewestOf(alert.Labels) is not null);
}
