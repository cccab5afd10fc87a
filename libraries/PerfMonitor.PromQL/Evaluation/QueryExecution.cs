using PerfMonitor.PromQL.Functions;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Runs a query from reading to the answer, under its limits.</summary>
internal static class QueryExecution
{
    public static async Task<QueryResult> RunAsync(
        PromQuery query, ISeriesSource source, StepGrid grid, QueryTime time, bool isRange, EvaluationOptions options, CancellationToken cancellationToken)
    {
        if (!options.EnableExperimentalFunctions) ExperimentalUse.Refuse(query);
        using var timeout = new CancellationTokenSource(options.Timeout, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var budget = new EvaluationBudget(options);
            var plan = SelectionPlan.Of(query.Expression, grid, time, options);
            var selected = await SelectedSeries.ReadAsync(plan, source, budget, either.Token).ConfigureAwait(false);
            var annotations = new Annotations(query.Text);
            var context = new EvaluationContext(options, time, selected, budget, annotations, either.Token);
            var evaluator = new Evaluator(context);
            var value = isRange ? ResultAssembly.Range(query.Expression, grid, evaluator) : ResultAssembly.Instant(query.Expression, grid, evaluator);
            return new QueryResult(value, annotations.Warnings, annotations.Infos, budget.Statistics);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new PromTimeoutException(options.Timeout, options.BoundPrefix + nameof(options.Timeout));
        }
        catch (PromEvaluationException failed) when (failed.Position is not null)
        {
            throw failed.In(query.Text);
        }
        catch (PromParseException broken) when (!broken.NamesPlace)
        {
            // A duration that turns out wrong only for this query's step or range.
            throw broken.In(query.Text);
        }
    }
}
