using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>A change of an alert, and when it happened.</summary>
internal readonly record struct TimedTransition(DateTimeOffset At, AlertTransition Transition);

/// <summary>
/// Walks a rule through the results of its expression at every step of a period, with the state machine that runs live. Steps
/// at which nothing can change are left out: the same alerts are seen as at the step before and at the step after, and no
/// alert's time runs out. Pure.
/// </summary>
internal static class BacktestWalk
{
    /// <summary>Tells of the changes of the rule's alerts, in order of time; there may be millions.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="limit">Most alerts of the rule, 0 for no limit; a step with more fails and changes nothing, as it does live.</param>
    /// <param name="seen">The result of the expression at the steps.</param>
    /// <param name="weaker">The result of <see cref="AlertRule.KeepFiringWhile"/> at the same steps; null for a rule without.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="explainEnd">Why a condition no longer held.</param>
    /// <param name="happened">Hears of each change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static BacktestResult Run(
        AlertRule rule, int limit, MatrixValue seen, MatrixValue? weaker, BacktestSteps steps, Func<AlertInstance, int, string> explainEnd, Action<TimedTransition> happened, CancellationToken cancellationToken)
    {
        var marked = Mark(rule, seen, weaker, steps);
        var (holds, sustains) = (new MatrixColumn(seen), weaker is null ? null : new MatrixColumn(weaker));
        IReadOnlyDictionary<SeriesId, AlertInstance> alerts = new Dictionary<SeriesId, AlertInstance>();
        var (deadline, failed) = (DateTimeOffset.MaxValue, 0);
        for (var i = 0; i < steps.Count; i++)
        {
            var (step, now) = (i, steps.At(i));
            if (!marked[step] && now < deadline)
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var texts = RuleTexts.WithoutQueries(now);
                var bounded = AlertBound.Apply(holds.At(steps.QueriedMs(step)), limit, alerts, sample => AlertObservations.Fingerprint(rule, sample, texts));
                var sustained = sustains is null ? null : AlertObservations.Sustaining(rule, alerts, sustains.At(steps.QueriedMs(step)), texts);
                var evaluation = AlertEvaluation.Run(
                    rule, alerts, AlertObservations.From(rule, bounded.Kept, texts), sustained, now, alert => bounded.Leaves(alert) ? EndReason.LeftOut : explainEnd(alert, step));
                alerts = evaluation.Alerts;
                foreach (var transition in evaluation.Transitions)
                {
                    happened(new TimedTransition(now, transition));
                }

                deadline = alerts.Values.Min(alert => AlertStateMachine.Deadline(rule.Timing, alert)) ?? DateTimeOffset.MaxValue;
            }
            catch (RuleFailedException)
            {
                failed++;
            }
        }

        return new BacktestResult(failed);
    }

    /// <summary>The steps at which what is seen begins or ends, and those before: their values are the last that count where the next step fails or ends.</summary>
    private static bool[] Mark(AlertRule rule, MatrixValue seen, MatrixValue? weaker, BacktestSteps steps)
    {
        var marked = new bool[steps.Count];

        // A label made of the value, or of a query, is another alert at every step.
        if (rule.Labels.Any(static label => label.Template.Varies))
        {
            Array.Fill(marked, true);
            return marked;
        }

        foreach (var series in weaker is null ? seen.Series : seen.Series.Concat(weaker.Series))
        {
            var previous = -2;
            foreach (var sample in series.Samples)
            {
                var step = steps.IndexOf(sample.TimestampMs);
                if (step != previous + 1)
                {
                    End(previous);
                    marked[step] = marked[Math.Max(step - 1, 0)] = true;
                }

                previous = step;
            }

            End(previous);
        }

        return marked;

        void End(int last)
        {
            if (last >= 0)
            {
                marked[last] = true;
                marked[Math.Min(last + 1, steps.Count - 1)] = true;
            }
        }
    }
}

/// <summary>How the evaluations of a period went.</summary>
/// <param name="FailedSteps">Evaluations that would have failed for having more alerts than the group's limit, or the same alert twice.</param>
internal sealed record BacktestResult(int FailedSteps);
