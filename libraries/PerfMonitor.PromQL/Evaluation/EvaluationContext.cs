namespace PerfMonitor.PromQL.Evaluation;

/// <summary>What all parts of one evaluation share.</summary>
internal sealed class EvaluationContext(
    EvaluationOptions options, QueryTime time, SelectedSeries selected, EvaluationBudget budget, Annotations annotations, CancellationToken cancellation)
{
    // Some milliseconds of a dear function, and many times what the check itself costs.
    private const int VisitsPerCheck = 1 << 18;

    private long _unchecked;

    public EvaluationOptions Options { get; } = options;

    public QueryTime Time { get; } = time;

    public SelectedSeries Selected { get; } = selected;

    public EvaluationBudget Budget { get; } = budget;

    public Annotations Annotations { get; } = annotations;

    public CancellationToken Cancellation { get; } = cancellation;

    public RowAllocator Rows { get; } = new(budget);

    /// <summary>Called once per row by whatever loops over rows.</summary>
    public void ThrowIfCancelled() => Cancellation.ThrowIfCancellationRequested();

    /// <summary>Called by whatever loops within a row, before the values of a step are looked at, one by one or all of its window.</summary>
    public void Visit(int values)
    {
        _unchecked += values;
        if (_unchecked < VisitsPerCheck) return;
        ThrowIfCancelled();
        Budget.AddVisits(_unchecked);
        _unchecked = 0;
    }
}
