using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Functions;

/// <summary>The info series a call of <c>info</c> may draw on, found by their identifying labels.</summary>
internal sealed class InfoSeries
{
    private readonly Dictionary<LabelSet, List<Row>> _byIdentity;

    private InfoSeries(Dictionary<LabelSet, List<Row>> byIdentity) => _byIdentity = byIdentity;

    /// <summary>Reads the series; the rows hold the time of the sample each step sees, for the newest one is taken.</summary>
    public static InfoSeries Read(CallContext call, VectorSelector selector, string[] identifyingLabels)
    {
        var context = call.Context;
        var times = SelectorTiming.Shifted(call.Grid, selector.At, selector.Offset, context.Time);
        long lookBack = (long)context.Options.LookBack.TotalMilliseconds;
        var byIdentity = new Dictionary<LabelSet, List<Row>>(LabelProjection.Of(identifyingLabels));
        foreach (var series in context.Selected.Of(call.Call))
        {
            var row = context.Rows.Take(call.Grid.Count);
            if (!InstantSelection.TryRead(series, times, lookBack, row.Values, timestamps: true)) continue;
            if (!byIdentity.TryGetValue(series.Labels, out var same)) byIdentity.Add(series.Labels, same = []);
            same.Add(row.ToRow(series.Labels, false));
        }

        return new InfoSeries(byIdentity);
    }

    public List<Row> Matching(LabelSet labels) => _byIdentity.GetValueOrDefault(labels) ?? [];

    /// <summary>Of each info metric the series with the newest sample at a step.</summary>
    public static void NewestOfEachName(List<Row> candidates, int step, List<LabelSet> chosen)
    {
        chosen.Clear();
        var newest = new Dictionary<string, Row>(StringComparer.Ordinal);
        foreach (var row in candidates)
        {
            double time = row.Values[step];
            if (Absent.Is(time)) continue;
            string name = row.Labels.Metric;
            if (!newest.TryGetValue(name, out var other) || other.Values[step] < time)
            {
                newest[name] = row;
                continue;
            }

            if (other.Values[step] == time)
            {
                throw new PromEvaluationException($"found duplicate series for info metric: existing {other.Labels} @ {(long)(time * 1000)}, new {row.Labels} @ {(long)(time * 1000)}");
            }
        }

        chosen.AddRange(newest.Values.Select(row => row.Labels));
    }
}
