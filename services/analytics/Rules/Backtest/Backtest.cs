using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Runs a rule over the past: one range evaluation of its expression, then the live state machine over its steps.</summary>
internal static class Backtest
{
    /// <summary>Tells what the rule would have done at the steps.</summary>
    /// <exception cref="RuleFailedException">The rule means something else over a range than at one moment.</exception>
    /// <exception cref="PromQueryException">The expression cannot be evaluated.</exception>
    public static Task<BacktestResult> RunAsync(
        AlertRule rule, int limit, BacktestSource source, BacktestSteps steps, EvaluationOptions options, Action<TimedTransition> happened, CancellationToken cancellationToken) =>
        RunAsync(rule, limit, source, steps, expression => AskAsync(expression, source, steps, options, cancellationToken), happened, cancellationToken);

    /// <summary>Tells what rules would have done that differ in their thresholds, in one evaluation of what they compare.</summary>
    /// <exception cref="RuleFailedException">A rule means something else over a range than at one moment.</exception>
    /// <exception cref="PromQueryException">An expression cannot be evaluated.</exception>
    public static async Task SweepAsync(
        IReadOnlyList<(AlertRule Rule, Action<TimedTransition> Happened)> rules, int limit, BacktestSource source, BacktestSteps steps, EvaluationOptions options, CancellationToken cancellationToken)
    {
        var subjects = new ComparedSubjects(expression => AskAsync(expression, source, steps, options, cancellationToken));
        foreach (var (rule, happened) in rules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await RunAsync(rule, limit, source, steps, subjects.ResultAsync, happened, cancellationToken);
        }
    }

    private static async Task<BacktestResult> RunAsync(
        AlertRule rule, int limit, BacktestSource source, BacktestSteps steps, Func<RuleExpression, Task<MatrixValue>> resultOf, Action<TimedTransition> happened, CancellationToken cancellationToken)
    {
        foreach (var expression in rule.KeepFiringWhile is { } one ? [rule.Expression, one] : (RuleExpression[])[rule.Expression])
        {
            RefuseRangeDependence(expression);
        }

        var seen = await resultOf(rule.Expression);
        var weaker = rule.KeepFiringWhile is { } expr ? await resultOf(expr) : null;
        return BacktestWalk.Run(rule, limit, seen, weaker, steps, (alert, step) => EndReason.Of(source.HasSampleOf(alert.Labels, steps.QueriedMs(step))), happened, cancellationToken);
    }

    private static async Task<MatrixValue> AskAsync(RuleExpression expression, BacktestSource source, BacktestSteps steps, EvaluationOptions options, CancellationToken cancellationToken)
    {
        var result = await expression.Query.RangeAsync(source, steps.QueriedMs(0), steps.QueriedMs(steps.Count - 1), TimeSpan.FromMilliseconds(steps.StepMs), options, cancellationToken);
        return (MatrixValue)result.Value;
    }

    private static void RefuseRangeDependence(RuleExpression expression)
    {
        if (expression.Query.Selectors.Any(static selector => selector.At is { Kind: AtKind.Start or AtKind.End }))
        {
            throw new RuleFailedException($"'{expression.Text}' uses '@ start()' or '@ end()', which mean the evaluation's moment in a rule and the whole period in a back-test; leave them out");
        }

        if (Durations(expression.Query.Expression).Any(static duration => !duration.IsConstant))
        {
            throw new RuleFailedException($"'{expression.Text}' uses step() or range(), which are 0 in a rule and not in a back-test; write the duration out");
        }
    }

    private static IEnumerable<DurationExpression> Durations(Expression expression) => expression.Children.SelectMany(Durations).Concat(expression switch
    {
        VectorSelector { Offset: { } offset } => [offset],
        MatrixSelector matrix => [matrix.Range],
        Subquery subquery => [subquery.Range, .. subquery.Step is { } step ? (DurationExpression[])[step] : [], .. subquery.Offset is { } offset ? (DurationExpression[])[offset] : []],
        _ => Array.Empty<DurationExpression>(),
    });
}
