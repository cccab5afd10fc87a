using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Functions;

/// <summary>
/// <c>info(v, {…})</c>: adds to each series the labels of the info series (such as <c>target_info</c>) of the same job and
/// instance, all of them or those the second argument names.
/// </summary>
internal static class InfoFunction
{
    private const string DefaultMetric = "target_info";

    private static readonly string[] IdentifyingLabels = ["instance", "job"];

    public static void AddTo(Dictionary<string, FunctionBody> bodies) => bodies["info"] = Evaluate;

    /// <summary>The selector of the info series a call needs.</summary>
    public static VectorSelector InfoSelector(FunctionCall call)
    {
        var given = call.Arguments.Count > 1 ? (VectorSelector)call.Arguments[1] : null;
        var names = NameMatchers(call);
        // The labels asked for must be there, unless their matchers are content with nothing, which is decided per series.
        var wanted = DataMatchers(call).Where(m => !m.MatchesEmpty);
        return new VectorSelector(null, [.. names, .. wanted])
        {
            Position = call.Position,
            Offset = given?.Offset,
            At = given?.At,
        };
    }

    private static LabelMatcher[] NameMatchers(FunctionCall call)
    {
        LabelMatcher[] given = call.Arguments.Count > 1
            ? [.. ((VectorSelector)call.Arguments[1]).Matchers.Where(m => m.Name == LabelSet.MetricName)]
            : [];
        if (given.Length == 0) return [LabelMatcher.Create(MatchKind.Equal, LabelSet.MetricName, DefaultMetric)];
        // What is only excluded must be found by something else: the ending that info metrics share.
        bool finds = given.Any(m => m.Kind is MatchKind.Equal or MatchKind.Regex);
        return finds ? given : [.. given, LabelMatcher.Create(MatchKind.Regex, LabelSet.MetricName, ".+_info")];
    }

    private static IEnumerable<LabelMatcher> DataMatchers(FunctionCall call) => call.Arguments.Count > 1
        ? ((VectorSelector)call.Arguments[1]).Matchers.Where(m => m.Name != LabelSet.MetricName)
        : [];

    private static VectorSteps Evaluate(CallContext call)
    {
        var infos = InfoSeries.Read(call, InfoSelector(call.Call), IdentifyingLabels);
        var names = NameMatchers(call.Call);
        LabelMatcher[] wanted = [.. DataMatchers(call.Call)];
        var rows = new List<Row>();
        foreach (var row in call.Vector(0).Rows)
        {
            call.Context.ThrowIfCancelled();
            bool isInfo = LabelMatcher.MatchesAll(names, row.Labels);
            if (isInfo) rows.Add(row);
            else Enrich(row, infos, wanted, rows, call.Context);
        }

        return new VectorSteps(RowMerge.Merge(rows, call.Context));
    }

    private static void Enrich(Row row, InfoSeries infos, LabelMatcher[] wanted, List<Row> output, EvaluationContext context)
    {
        bool identified = IdentifyingLabels.Any(name => row.Labels[name] is not null);
        var candidates = identified ? infos.Matching(row.Labels) : [];
        bool needsLabels = wanted.Any(m => !m.MatchesEmpty);
        var built = new Dictionary<LabelSet, RowBuilder>(LabelProjection.Whole);
        var chosen = new List<LabelSet>();
        for (int step = 0; step < row.Count; step++)
        {
            if (Absent.Is(row.Values[step])) continue;
            InfoSeries.NewestOfEachName(candidates, step, chosen);
            var labels = WithData(row.Labels, chosen, wanted, out bool added);
            if (!added && needsLabels) continue;
            if (!built.TryGetValue(labels, out var builder))
            {
                builder = context.Rows.Take(row.Count);
                builder.Values.Fill(Absent.Value);
                built.Add(labels, builder);
            }

            builder.Values[step] = row.Values[step];
        }

        foreach ((var labels, var builder) in built) output.Add(builder.ToRow(labels, row.DropsName));
    }

    private static LabelSet WithData(LabelSet labels, List<LabelSet> infos, LabelMatcher[] wanted, out bool added)
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var info in infos)
        {
            foreach (var label in info)
            {
                if (label.Name == LabelSet.MetricName || labels[label.Name] is not null) continue;
                if (wanted.Length > 0 && !wanted.Any(m => m.Name == label.Name)) continue;
                if (!data.TryAdd(label.Name, label.Value) && data[label.Name] != label.Value)
                {
                    throw new PromEvaluationException($"conflicting label: {label.Name}");
                }
            }
        }

        added = data.Count > 0;
        return added ? LabelSet.Create(labels.Concat(data.Select(pair => new Label(pair.Key, pair.Value)))) : labels;
    }
}
