using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Operators;

/// <summary>
/// Arithmetic and comparisons between two vectors. Series are grouped by the labels they are matched on, once for all
/// steps; inside a group one side may hold only one series at a time.
/// </summary>
internal sealed class VectorPairing
{
    private const string UniqueResults = "grouping labels must ensure unique matches";

    private readonly BinaryOperation _operation;
    private readonly VectorMatching _matching;
    private readonly EvaluationContext _context;
    private readonly LabelProjection _projection;
    private readonly Kernels.Column _kernel;
    private readonly int _steps;
    private readonly bool _swapped;

    public VectorPairing(BinaryOperation operation, int steps, EvaluationContext context)
    {
        _operation = operation;
        _matching = operation.Matching!;
        _steps = steps;
        _context = context;
        _projection = _matching.On ? LabelProjection.Of(_matching.Labels) : LabelProjection.Ignoring(_matching.Labels);
        _kernel = Kernels.Of(operation.Operator, operation.ReturnsBool);
        // From here on the many side comes first, whichever side of the operator it stands on.
        _swapped = _matching.Cardinality == MatchCardinality.OneToMany;
    }

    private double? FillMany => _swapped ? _matching.FillRight : _matching.FillLeft;

    private double? FillOne => _swapped ? _matching.FillLeft : _matching.FillRight;

    private bool DropsNames => _operation.ReturnsBool && !_context.Options.DelaysNameRemoval;

    public VectorSteps Evaluate(VectorSteps left, VectorSteps right)
    {
        (var many, var one) = _swapped ? (right.Rows, left.Rows) : (left.Rows, right.Rows);
        var groups = Group(one);
        var output = new List<Row>(many.Count);
        var manyGroups = new Dictionary<LabelSet, List<Row>>(_projection);
        var inOrder = new List<List<Row>>();
        foreach (var row in many)
        {
            if (!manyGroups.TryGetValue(row.Labels, out var group))
            {
                manyGroups.Add(row.Labels, group = []);
                inOrder.Add(group);
            }

            group.Add(row);
        }

        CheckOneSide(groups, many);
        foreach (var group in inOrder)
        {
            _context.ThrowIfCancelled();
            groups.TryGetValue(group[0].Labels, out var partners);
            PairGroup(group, partners ?? [], output);
        }

        if (FillMany is not null)
        {
            foreach (var partners in groups.Values.Where(g => !manyGroups.ContainsKey(g[0].Labels))) PairGroup([], partners, output);
        }

        return new VectorSteps(output);
    }

    private Dictionary<LabelSet, List<Row>> Group(List<Row> rows)
    {
        var groups = new Dictionary<LabelSet, List<Row>>(rows.Count, _projection);
        foreach (var row in rows)
        {
            if (groups.TryGetValue(row.Labels, out var group)) group.Add(row);
            else groups.Add(row.Labels, [row]);
        }

        return groups;
    }

    /// <summary>Refuses two series on the one side of a group at a step, where the other side has anything at all.</summary>
    private void CheckOneSide(Dictionary<LabelSet, List<Row>> groups, List<Row> many)
    {
        bool[]? anyMany = null;
        foreach (var group in groups.Values)
        {
            for (int i = 1; i < group.Count; i++)
            {
                anyMany ??= AnyPresent(many);
                for (int j = 0; j < i; j++) CheckPair(group[j], group[i], anyMany);
            }
        }
    }

    private bool[] AnyPresent(List<Row> rows)
    {
        var present = new bool[_steps];
        foreach (var row in rows)
        {
            for (int i = 0; i < _steps; i++) present[i] |= !Absent.Is(row.Values[i]);
        }

        return FillMany is null ? present : [.. Enumerable.Repeat(true, _steps)];
    }

    private void CheckPair(Row a, Row b, bool[] anyMany)
    {
        // Every two of a group are compared.
        _context.Visit(_steps);
        for (int i = 0; i < _steps; i++)
        {
            if (!anyMany[i] || Absent.Is(a.Values[i]) || Absent.Is(b.Values[i])) continue;
            string[] names = [.. new[] { LabelText.Format(a.Labels), LabelText.Format(b.Labels) }.Order(StringComparer.Ordinal)];
            throw new PromEvaluationException(
                $"found duplicate series for the match group {LabelText.Format(_projection.Apply(a.Labels))} on the {(_swapped ? "left" : "right")} hand-side of the operation: "
                + $"[{names[0]}, {names[1]}];many-to-many matching not allowed: matching labels must be unique on one side");
        }
    }

    private void PairGroup(List<Row> many, List<Row> ones, List<Row> output)
    {
        int first = output.Count;
        var matched = many.Count > 1 && _matching.Cardinality == MatchCardinality.OneToOne ? new bool[_steps] : null;
        // A comparison may drop one of two results of the same labels, which are refused all the same.
        bool mayShareLabels = _matching.Include.Count > 0 || (DropsNames && _matching.Cardinality != MatchCardinality.OneToOne);
        var results = many.Count > 1 && mayShareLabels ? new Dictionary<LabelSet, bool[]>() : null;
        foreach (var row in many)
        {
            foreach (var partner in ones)
            {
                _context.Visit(_steps);
                if (matched is not null) Mark(row, partner.Values, matched, "many-to-one matching must be explicit (group_left/group_right)");
                if (results is not null) MarkResult(row, partner, results);
                Add(row, partner.Labels, row.Values, partner.Values, output);
            }

            if (FillOne is { } fill) AddFilled(row, ones, fill, row.Values, output);
        }

        if (FillMany is { } fillMany)
        {
            foreach (var partner in ones) AddFilledMany(partner, many, fillMany, output);
        }

        if (output.Count - first > 1) MergeTail(output, first);
    }

    private static void Mark(Row row, ReadOnlySpan<double> partner, bool[] matched, string rule)
    {
        for (int i = 0; i < matched.Length; i++)
        {
            if (Absent.Is(row.Values[i]) || Absent.Is(partner[i])) continue;
            if (matched[i]) throw new PromEvaluationException($"multiple matches for labels: {rule}");
            matched[i] = true;
        }
    }

    private void MarkResult(Row row, Row partner, Dictionary<LabelSet, bool[]> results)
    {
        var labels = ResultLabels(row.Labels, partner.Labels);
        if (DropsNames) labels = NameRemoval.Without(labels);
        if (!results.TryGetValue(labels, out bool[]? matched)) results.Add(labels, matched = new bool[_steps]);
        Mark(row, partner.Values, matched, UniqueResults);
    }

    private void Add(Row many, LabelSet oneLabels, ReadOnlySpan<double> manyValues, ReadOnlySpan<double> oneValues, List<Row> output)
    {
        var result = _context.Rows.Take(_steps);
        if (_swapped) _kernel(oneValues, manyValues, result.Values);
        else _kernel(manyValues, oneValues, result.Values);
        if (Absent.All(result.Values)) _context.Rows.GiveBack(result);
        else output.Add(result.ToRow(ResultLabels(many.Labels, oneLabels), many.DropsName || _operation.ReturnsBool));
    }

    private void AddFilled(Row row, List<Row> ones, double fill, ReadOnlySpan<double> values, List<Row> output)
    {
        var filler = new double[_steps];
        for (int i = 0; i < _steps; i++)
        {
            _context.Visit(ones.Count);
            filler[i] = ones.Exists(one => !Absent.Is(one.Values[i])) ? Absent.Value : fill;
        }

        Add(row, _projection.Apply(row.Labels), values, filler, output);
    }

    private void AddFilledMany(Row partner, List<Row> many, double fill, List<Row> output)
    {
        var filler = new double[_steps];
        for (int i = 0; i < _steps; i++)
        {
            _context.Visit(many.Count);
            filler[i] = many.Exists(row => !Absent.Is(row.Values[i])) ? Absent.Value : fill;
        }

        var row = new Row(_projection.Apply(partner.Labels), filler, 0, _steps, false);
        Add(row, partner.Labels, filler, partner.Values, output);
    }

    private LabelSet ResultLabels(LabelSet many, LabelSet one)
    {
        var labels = _operation.Operator.IsArithmetic() ? NameRemoval.Without(many) : many;
        if (_matching.Cardinality == MatchCardinality.OneToOne)
        {
            if (_matching.On) return _projection.Apply(labels);
            if (_matching.Labels.Count > 0) labels = labels.Without([.. _matching.Labels]);
        }

        foreach (string name in _matching.Include) labels = labels.With(name, one[name] ?? "");
        return labels;
    }

    /// <summary>Joins the results of one group that share their labels, as happens when a partner changes over time.</summary>
    private void MergeTail(List<Row> output, int first)
    {
        var results = output[first..];
        output.RemoveRange(first, results.Count);
        try
        {
            output.AddRange(RowMerge.Merge(results, _context));
        }
        catch (PromEvaluationException) when (_matching.Cardinality != MatchCardinality.OneToOne)
        {
            throw new PromEvaluationException($"multiple matches for labels: {UniqueResults}");
        }
    }
}
