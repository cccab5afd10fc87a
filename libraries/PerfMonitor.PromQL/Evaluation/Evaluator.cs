using PerfMonitor.PromQL.Aggregations;
using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Functions;
using PerfMonitor.PromQL.Operators;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Walks a query and evaluates each node over all steps at once. All samples are in memory by now.</summary>
internal sealed class Evaluator(EvaluationContext context)
{
    private readonly StepInvariance _invariance = new();

    public EvaluationContext Context { get; } = context;

    public StepValue Evaluate(Expression expression, StepGrid grid)
    {
        Context.ThrowIfCancelled();
        try
        {
            return grid.Count > 1 && _invariance.Holds(expression) ? Repeat(Evaluate(expression, grid with { Count = 1 }), grid.Count) : Compute(expression, grid);
        }
        catch (PromEvaluationException failed) when (failed is { IsLimit: true, Position: null })
        {
            // The innermost part is the one to name.
            throw failed.At(expression.Position);
        }
    }

    private StepValue Compute(Expression expression, StepGrid grid) => expression switch
    {
        NumberLiteral number => Scalar(number.Value, grid),
        StringLiteral text => new TextConstant(text.Value),
        Parentheses parentheses => Evaluate(parentheses.Inner, grid),
        VectorSelector selector => InstantSelection.Values(selector, grid, Context),
        UnaryOperation unary => NameRemoval.Apply(unary, UnaryEvaluation.Evaluate(unary, grid, this), Context),
        BinaryOperation binary => NameRemoval.Apply(binary, BinaryEvaluation.Evaluate(binary, grid, this), Context),
        Aggregation aggregation => AggregationEvaluation.Evaluate(aggregation, grid, this),
        FunctionCall call => NameRemoval.Apply(call, FunctionTable.Evaluate(new CallContext(call, grid, this)), Context),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no value of its own"),
    };

    public VectorSteps EvaluateVector(Expression expression, StepGrid grid) => (VectorSteps)Evaluate(expression, grid);

    public double[] EvaluateScalar(Expression expression, StepGrid grid) => ((ScalarSteps)Evaluate(expression, grid)).Values;

    public string EvaluateText(Expression expression, StepGrid grid) => ((TextConstant)Evaluate(expression, grid)).Value;

    public RangeVector EvaluateRange(Expression expression, StepGrid grid) => expression switch
    {
        Parentheses parentheses => EvaluateRange(parentheses.Inner, grid),
        MatrixSelector matrix => RangeSelection.OfMatrix(matrix, grid, Context),
        Subquery subquery => RangeSelection.OfSubquery(subquery, grid, this),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} is no range vector"),
    };

    private static ScalarSteps Scalar(double value, StepGrid grid)
    {
        var values = new double[grid.Count];
        Array.Fill(values, value);
        return new ScalarSteps(values);
    }

    private StepValue Repeat(StepValue value, int count)
    {
        switch (value)
        {
            case ScalarSteps scalar:
                return new ScalarSteps([.. Enumerable.Repeat(scalar.Values[0], count)]);
            case VectorSteps vector:
                var rows = new List<Row>(vector.Rows.Count);
                foreach (var row in vector.Rows)
                {
                    var repeated = Context.Rows.Take(count);
                    repeated.Values.Fill(row.Values[0]);
                    rows.Add(repeated.ToRow(row.Labels, row.DropsName));
                }

                return new VectorSteps(rows);
            default:
                return value;
        }
    }
}
