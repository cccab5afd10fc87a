namespace PerfMonitor.PromQL.Ast;

/// <summary>A range, offset or step: mostly a literal, else arithmetic over literals and the query's own step and range.</summary>
public abstract record DurationExpression
{
    /// <summary>Where it stands in the query text.</summary>
    public required TextRange Position { get; init; }

    /// <summary>Its value in seconds for a query of the given step and length.</summary>
    public abstract double Seconds(TimeSpan queryStep, TimeSpan queryRange);

    /// <summary>Whether its value is known without a query.</summary>
    public virtual bool IsConstant => true;
}

/// <summary>A plain number within a computed duration: seconds, or a factor.</summary>
public sealed record DurationNumber(double Value) : DurationExpression
{
    /// <inheritdoc/>
    public override double Seconds(TimeSpan queryStep, TimeSpan queryRange) => Value;
}

/// <summary>A duration as written.</summary>
public sealed record DurationLiteral(long Milliseconds) : DurationExpression
{
    /// <inheritdoc/>
    public override double Seconds(TimeSpan queryStep, TimeSpan queryRange) => Milliseconds / 1000.0;
}

/// <summary><c>step()</c>: the distance between the steps of the query, 0 for an instant query.</summary>
public sealed record DurationStep : DurationExpression
{
    /// <inheritdoc/>
    public override bool IsConstant => false;

    /// <inheritdoc/>
    public override double Seconds(TimeSpan queryStep, TimeSpan queryRange) => queryStep.TotalSeconds;
}

/// <summary><c>range()</c>: the time from the first to the last step of the query, 0 for an instant query.</summary>
public sealed record DurationRange : DurationExpression
{
    /// <inheritdoc/>
    public override bool IsConstant => false;

    /// <inheritdoc/>
    public override double Seconds(TimeSpan queryStep, TimeSpan queryRange) => queryRange.TotalSeconds;
}

/// <summary>A sign in front of a duration.</summary>
public sealed record DurationSign(bool Negative, DurationExpression Operand) : DurationExpression
{
    /// <inheritdoc/>
    public override bool IsConstant => Operand.IsConstant;

    /// <inheritdoc/>
    public override double Seconds(TimeSpan queryStep, TimeSpan queryRange) => Negative ? -Operand.Seconds(queryStep, queryRange) : Operand.Seconds(queryStep, queryRange);
}

/// <summary>A duration in parentheses.</summary>
public sealed record DurationParentheses(DurationExpression Inner) : DurationExpression
{
    /// <inheritdoc/>
    public override bool IsConstant => Inner.IsConstant;

    /// <inheritdoc/>
    public override double Seconds(TimeSpan queryStep, TimeSpan queryRange) => Inner.Seconds(queryStep, queryRange);
}

/// <summary>The operators between durations.</summary>
public enum DurationOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>%</c></summary>
    Modulo,

    /// <summary><c>^</c></summary>
    Power,

    /// <summary><c>min_of(a, b)</c>, also written <c>min</c>.</summary>
    Minimum,

    /// <summary><c>max_of(a, b)</c>, also written <c>max</c>.</summary>
    Maximum,
}

/// <summary>Arithmetic between two durations, in seconds.</summary>
public sealed record DurationOperation(DurationOperator Operator, DurationExpression Left, DurationExpression Right) : DurationExpression
{
    /// <inheritdoc/>
    public override bool IsConstant => Left.IsConstant && Right.IsConstant;

    /// <inheritdoc/>
    public override double Seconds(TimeSpan queryStep, TimeSpan queryRange)
    {
        double left = Left.Seconds(queryStep, queryRange), right = Right.Seconds(queryStep, queryRange);
        return Operator switch
        {
            DurationOperator.Add => left + right,
            DurationOperator.Subtract => left - right,
            DurationOperator.Multiply => left * right,
            DurationOperator.Divide => right == 0 ? throw new PromParseException(Position, "division by zero") : left / right,
            DurationOperator.Modulo => right == 0 ? throw new PromParseException(Position, "modulo by zero") : left % right,
            DurationOperator.Power => Math.Pow(left, right),
            DurationOperator.Minimum => Math.Min(left, right),
            _ => Math.Max(left, right),
        };
    }
}
