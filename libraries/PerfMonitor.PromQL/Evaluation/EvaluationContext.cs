namespace PerfMonitor.PromQL.Evaluation;

/// <summary>What all parts of one evaluation share.</summary>
internal sealed class EvaluationContext(
    EvaluationOptions options, QueryTime time, SelectedSeries selected, EvaluationBudget budget, Annotations annotations, CancellationToken cancellation)
{
    public EvaluationOptions Options { get; } = options;

    public QueryTime Time { get; } = time;

    public SelectedSeries Selected { get; } = selected;

    public EvaluationBudget Budget { get; } = budget;

    public Annotations Annotations { get; } = annotations;

    public CancellationToken Cancellation { get; } = cancellation;

    public RowAllocator Rows { get; } = new(budget);

    /// <summary>Called once per row by whatever loops over rows.</summary>
    public void ThrowIfCancelled() => Cancellation.ThrowIfCancellationRequested();
}
