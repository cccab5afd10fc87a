using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.PromQL.Parsing;

namespace PerfMonitor.PromQL;

/// <summary>A parsed query: what it reads, and its answer at a time or over a range of times. Immutable and free of threads.</summary>
public sealed class PromQuery
{
    private PromQuery(string text, Expression expression)
    {
        Text = text;
        Expression = expression;
        Selectors = [.. Walk(expression).OfType<VectorSelector>()];
    }

    /// <summary>The query as written.</summary>
    public string Text { get; }

    /// <summary>The parsed query.</summary>
    public Expression Expression { get; }

    /// <summary>The type of its value.</summary>
    public PromType Type => Expression.Type;

    /// <summary>Every selector in it; their matchers tell which series the query depends on.</summary>
    public IReadOnlyList<VectorSelector> Selectors { get; }

    /// <summary>Parses and type-checks a query.</summary>
    /// <exception cref="PromParseException">The text is no valid query; the message names the place.</exception>
    public static PromQuery Parse(string text) => new(text, ExpressionParser.Parse(text));

    /// <summary>Parses the selector of a <c>match[]</c> parameter into its matchers.</summary>
    /// <exception cref="PromParseException">The text is no selector.</exception>
    public static IReadOnlyList<LabelMatcher> ParseSelector(string text) => ExpressionParser.ParseSelector(text).Matchers;

    /// <summary>What the query would read for an answer at the given times; equal start and end for an instant query.</summary>
    public IReadOnlyList<SeriesSelection> Selections(long startMs, long endMs, TimeSpan step, EvaluationOptions? options = null)
    {
        (var grid, var time) = Grid(startMs, endMs, step, options ?? EvaluationOptions.Default);
        return SelectionPlan.Of(Expression, grid, time, options ?? EvaluationOptions.Default).Selections;
    }

    /// <summary>The answer at one time.</summary>
    /// <exception cref="PromQueryException">The query failed; the message says why.</exception>
    public Task<QueryResult> InstantAsync(ISeriesSource source, long timestampMs, EvaluationOptions? options = null, CancellationToken cancellationToken = default) =>
        QueryExecution.RunAsync(this, source, new StepGrid(timestampMs, 0, 1), new QueryTime(timestampMs, timestampMs, 0), isRange: false, options ?? EvaluationOptions.Default, cancellationToken);

    /// <summary>The answers at steps from <paramref name="startMs"/> to <paramref name="endMs"/>, both inclusive.</summary>
    /// <exception cref="PromQueryException">The query failed; the message says why.</exception>
    public Task<QueryResult> RangeAsync(
        ISeriesSource source, long startMs, long endMs, TimeSpan step, EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= EvaluationOptions.Default;
        CheckRangeType();
        (var grid, var time) = Grid(startMs, endMs, step, options);
        return QueryExecution.RunAsync(this, source, grid, time, isRange: true, options, cancellationToken);
    }

    /// <summary>
    /// The answers at some steps of a range query, so that a long one can be answered piece by piece: what speaks of the
    /// query's ends (<c>start()</c>, <c>@ end()</c>, <c>range()</c>) sees those of the whole.
    /// </summary>
    /// <param name="source">Where samples come from.</param>
    /// <param name="slice">The whole, and which of its steps.</param>
    /// <param name="options">How the query is answered; <see cref="EvaluationOptions.MaxSteps"/> bounds the slice.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PromQueryException">The query failed; the message says why.</exception>
    public Task<QueryResult> SliceAsync(ISeriesSource source, RangeSlice slice, EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= EvaluationOptions.Default;
        CheckRangeType();
        (var grid, _) = Grid(slice.FromMs, slice.FromMs + (slice.Steps - 1) * slice.StepMs, TimeSpan.FromMilliseconds(slice.StepMs), options);
        var whole = new QueryTime(slice.StartMs, slice.EndMs, slice.StepMs);
        return QueryExecution.RunAsync(this, source, grid, whole, isRange: true, options, cancellationToken);
    }

    /// <summary>The query in canonical form, on one line.</summary>
    public override string ToString() => Printing.ExpressionPrinter.Print(Expression);

    /// <summary>The query in canonical form, over several lines where one would be long.</summary>
    public string Prettify() => Printing.ExpressionPrettifier.Print(Expression);

    private void CheckRangeType()
    {
        if (Type is PromType.Scalar or PromType.InstantVector) return;
        throw new PromParseException(Expression.Position, $"invalid expression type \"{Type.Describe()}\" for range query, must be Scalar or instant Vector", Text);
    }

    private static (StepGrid Grid, QueryTime Time) Grid(long startMs, long endMs, TimeSpan step, EvaluationOptions options)
    {
        long stepMs = (long)step.TotalMilliseconds;
        if (startMs == endMs && stepMs <= 0) return (new StepGrid(startMs, 0, 1), new QueryTime(startMs, startMs, 0));
        if (stepMs <= 0) throw new PromEvaluationException("zero or negative query resolution step widths are not accepted. Try a positive integer");
        if (endMs < startMs) throw new PromEvaluationException("end timestamp must not be before start time");
        long count = (endMs - startMs) / stepMs + 1;
        if (count > options.MaxSteps) throw new PromEvaluationException($"the query has {count} steps, more than {options.MaxSteps}; take a longer step or a shorter range");
        return (new StepGrid(startMs, stepMs, (int)count), new QueryTime(startMs, endMs, stepMs));
    }

    private static IEnumerable<Expression> Walk(Expression expression) => expression.Children.SelectMany(Walk).Prepend(expression);
}
