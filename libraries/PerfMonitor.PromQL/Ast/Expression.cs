namespace PerfMonitor.PromQL.Ast;

/// <summary>A node of a parsed query. Nodes never change; positions point into the query text.</summary>
public abstract record Expression
{
    /// <summary>Where the node stands in the query text.</summary>
    public required TextRange Position { get; init; }

    /// <summary>The type the node evaluates to.</summary>
    public abstract PromType Type { get; }

    /// <summary>The nodes directly below, from left to right.</summary>
    public virtual IEnumerable<Expression> Children => [];
}

/// <summary>A number, also where it was written as a duration (<c>5m</c> is 300).</summary>
public sealed record NumberLiteral(double Value) : Expression
{
    /// <inheritdoc/>
    public override PromType Type => PromType.Scalar;

    /// <summary>Written as a duration, and printed as one.</summary>
    public bool IsDuration { get; init; }
}

/// <summary>A text in quotes.</summary>
public sealed record StringLiteral(string Value) : Expression
{
    /// <inheritdoc/>
    public override PromType Type => PromType.Text;
}

/// <summary>An expression in parentheses.</summary>
public sealed record Parentheses(Expression Inner) : Expression
{
    /// <inheritdoc/>
    public override PromType Type => Inner.Type;

    /// <inheritdoc/>
    public override IEnumerable<Expression> Children => [Inner];
}

/// <summary>A sign in front of an expression.</summary>
public sealed record UnaryOperation(bool Negative, Expression Operand) : Expression
{
    /// <inheritdoc/>
    public override PromType Type => Operand.Type;

    /// <inheritdoc/>
    public override IEnumerable<Expression> Children => [Operand];
}

/// <summary>A call of a function.</summary>
public sealed record FunctionCall(string Name, IReadOnlyList<Expression> Arguments, PromType ReturnType) : Expression
{
    /// <inheritdoc/>
    public override PromType Type => ReturnType;

    /// <inheritdoc/>
    public override IEnumerable<Expression> Children => Arguments;
}
