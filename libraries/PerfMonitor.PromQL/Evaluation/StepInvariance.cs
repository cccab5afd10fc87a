using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>
/// Finds expressions with the same value at every step, because <c>@</c> fixes the time of all their selectors. They are
/// evaluated once, however many steps the query has.
/// </summary>
internal sealed class StepInvariance
{
    // These look at the time of the step itself.
    private static readonly HashSet<string> StepDependent = new(StringComparer.Ordinal)
    {
        "time", "timestamp", "predict_linear", "day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year",
    };

    private readonly Dictionary<Expression, bool> _known = new(ReferenceEqualityComparer.Instance);

    public bool Holds(Expression expression)
    {
        // Literals are cheaper to repeat than to look up.
        if (expression is NumberLiteral or StringLiteral) return false;
        if (!_known.TryGetValue(expression, out bool holds))
        {
            holds = Find(expression);
            _known[expression] = holds;
        }

        return holds;
    }

    private bool Find(Expression expression) => expression switch
    {
        NumberLiteral or StringLiteral => true,
        VectorSelector selector => selector.At is not null,
        MatrixSelector matrix => matrix.Selector.At is not null,
        Subquery subquery => subquery.At is not null,
        FunctionCall { Name: "info" } => false,
        FunctionCall call when StepDependent.Contains(call.Name) => false,
        _ => expression.Children.All(child => child is NumberLiteral or StringLiteral || Holds(child)),
    };
}
