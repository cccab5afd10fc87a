using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Works out what every selector of a query needs, so that all is read before anything is computed.</summary>
internal sealed class SelectionPlan
{
    private readonly QueryTime _time;
    private readonly EvaluationOptions _options;
    private readonly List<SeriesSelection> _selections = [];
    private readonly Dictionary<Expression, int> _indexes = new(ReferenceEqualityComparer.Instance);

    private SelectionPlan(QueryTime time, EvaluationOptions options)
    {
        _time = time;
        _options = options;
    }

    /// <summary>What to read; selectors with the same matchers and touching times share an entry.</summary>
    public IReadOnlyList<SeriesSelection> Selections => _selections;

    public static SelectionPlan Of(Expression expression, StepGrid grid, QueryTime time, EvaluationOptions options)
    {
        var plan = new SelectionPlan(time, options);
        plan.Visit(expression, grid, null);
        return plan;
    }

    /// <summary>Where in the query the first of the selectors stands that an entry is read for.</summary>
    public TextRange PositionOf(int index) => _indexes.First(selecting => selecting.Value == index).Key.Position;

    /// <summary>The entry of a selector, or of a call of <c>info</c>, which selects by itself.</summary>
    public int IndexOf(Expression selecting) => _indexes[selecting];

    private void Visit(Expression expression, StepGrid grid, string? function)
    {
        switch (expression)
        {
            case VectorSelector selector:
                Add(selector, selector, grid, 0, function);
                break;
            case MatrixSelector matrix:
                Add(matrix.Selector, matrix.Selector, grid, SelectorTiming.PositiveMilliseconds(matrix.Range, _time), function);
                break;
            case Subquery subquery:
                var shifted = SelectorTiming.Shifted(grid, subquery.At, subquery.Offset, _time);
                var inner = SelectorTiming.Inner(subquery, shifted, _time, _options);
                // Even without inner steps the selectors below are evaluated, over nothing.
                Visit(subquery.Inner, inner with { Count = Math.Max(1, inner.Count) }, null);
                break;
            case FunctionCall { Name: "info" } info:
                Visit(info.Arguments[0], grid, null);
                Add(info, Functions.InfoFunction.InfoSelector(info), grid, 0, "info");
                break;
            default:
                string? inside = expression is FunctionCall call ? call.Name : expression is Parentheses ? function : null;
                foreach (var child in expression.Children) Visit(child, grid, inside);
                break;
        }
    }

    private void Add(Expression selecting, VectorSelector selector, StepGrid grid, long rangeMs, string? function)
    {
        var shifted = SelectorTiming.Shifted(grid, selector.At, selector.Offset, _time);
        long lookBack = (long)_options.LookBack.TotalMilliseconds;
        // Windows are open on the left. Anchored and smoothed edges look beyond it, smoothed ones also to the right.
        long before = (rangeMs == 0 ? lookBack : rangeMs) + (selector.Edges == RangeEdges.Plain ? 0 : lookBack);
        long after = selector.Edges == RangeEdges.Smoothed ? lookBack : 0;
        long start = shifted.StartMs - before + 1, end = shifted.EndMs + after;
        long alignment = Alignment(selector, shifted, rangeMs);
        // One step, and no window: what came before the newest sample has no part in the answer.
        bool isNewestEnough = shifted.StartMs == shifted.EndMs && rangeMs == 0 && selector.Edges == RangeEdges.Plain;
        for (int i = 0; i < _selections.Count; i++)
        {
            var other = _selections[i];
            if (!other.Matchers.SequenceEqual(selector.Matchers) || other.EndMs < start || other.StartMs > end) continue;
            _selections[i] = other with
            {
                StartMs = Math.Min(other.StartMs, start),
                EndMs = Math.Max(other.EndMs, end),
                RangeMs = Math.Max(other.RangeMs, rangeMs),
                IsNewestEnough = other.IsNewestEnough && isNewestEnough && (other.StartMs, other.EndMs) == (start, end),
                Function = other.Function == function ? function : null,
                AlignmentMs = GreatestCommonDivisor(other.AlignmentMs, alignment),
            };
            _indexes[selecting] = i;
            return;
        }

        _indexes[selecting] = _selections.Count;
        _selections.Add(new SeriesSelection(selector.Matchers, start, end)
        {
            Function = function,
            RangeMs = rangeMs,
            IsNewestEnough = isNewestEnough,
            StepMs = _time.StepMs,
            AlignmentMs = alignment,
            MaxSamples = _options.MaxSamples,
            MaxSeries = _options.MaxSeries,
        });
    }

    /// <summary>What all edges of the windows are multiples of. Edges that are not plain look beyond their windows.</summary>
    private static long Alignment(VectorSelector selector, StepGrid windows, long rangeMs) => selector.Edges == RangeEdges.Plain
        ? GreatestCommonDivisor(GreatestCommonDivisor(windows.StartMs, windows.Count > 1 ? windows.StepMs : 0), rangeMs)
        : 1;

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return Math.Abs(a);
    }
}
