namespace PerfMonitor.PromQL.Ast;

/// <summary>How a selector treats the edges of its range (Prometheus' extended range selectors).</summary>
public enum RangeEdges
{
    /// <summary>Only samples inside the range.</summary>
    Plain,

    /// <summary>The value at each edge is that of the last sample at or before it.</summary>
    Anchored,

    /// <summary>The value at each edge is interpolated between the samples around it.</summary>
    Smoothed,
}

/// <summary>The time an <c>@</c> modifier fixes.</summary>
public enum AtKind
{
    /// <summary><c>@ 1609746000</c>.</summary>
    Timestamp,

    /// <summary><c>@ start()</c>: the first step of the query.</summary>
    Start,

    /// <summary><c>@ end()</c>: the last step of the query.</summary>
    End,
}

/// <summary>An <c>@</c> modifier; <paramref name="TimestampMs"/> has a meaning for <see cref="AtKind.Timestamp"/> only.</summary>
public sealed record AtModifier(AtKind Kind, long TimestampMs = 0);

/// <summary>Selects one sample of each matching series at each step.</summary>
/// <param name="Name">The metric name in front of the braces, null where there is none.</param>
/// <param name="Matchers">All matchers, the one for the name included (last).</param>
public sealed record VectorSelector(string? Name, IReadOnlyList<LabelMatcher> Matchers) : Expression
{
    /// <inheritdoc/>
    public override PromType Type => PromType.InstantVector;

    /// <summary>The <c>offset</c>, null where none is given.</summary>
    public DurationExpression? Offset { get; init; }

    /// <summary>The <c>@</c> modifier, null where none is given.</summary>
    public AtModifier? At { get; init; }

    /// <summary><c>anchored</c> or <c>smoothed</c>; on an instant selector only <c>smoothed</c> has a meaning.</summary>
    public RangeEdges Edges { get; init; }
}

/// <summary>Selects a range of samples of each matching series at each step.</summary>
public sealed record MatrixSelector(VectorSelector Selector, DurationExpression Range) : Expression
{
    /// <inheritdoc/>
    public override PromType Type => PromType.RangeVector;

    /// <inheritdoc/>
    public override IEnumerable<Expression> Children => [Selector];
}

/// <summary>Evaluates an expression at steps of its own over a range before each step.</summary>
/// <param name="Inner">What is evaluated.</param>
/// <param name="Range">How far back.</param>
/// <param name="Step">The distance of the inner steps, null for the default of the evaluation.</param>
public sealed record Subquery(Expression Inner, DurationExpression Range, DurationExpression? Step) : Expression
{
    /// <inheritdoc/>
    public override PromType Type => PromType.RangeVector;

    /// <inheritdoc/>
    public override IEnumerable<Expression> Children => [Inner];

    /// <summary>The <c>offset</c>, null where none is given.</summary>
    public DurationExpression? Offset { get; init; }

    /// <summary>The <c>@</c> modifier, null where none is given.</summary>
    public AtModifier? At { get; init; }
}
