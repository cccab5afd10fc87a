using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>The series all selectors of a query read.</summary>
internal sealed class SelectedSeries
{
    private readonly SelectionPlan _plan;
    private readonly IReadOnlyList<SeriesSamples>[] _series;

    private SelectedSeries(SelectionPlan plan, IReadOnlyList<SeriesSamples>[] series)
    {
        _plan = plan;
        _series = series;
    }

    public IReadOnlyList<SeriesSamples> Of(Expression selecting) => _series[_plan.IndexOf(selecting)];

    public static async ValueTask<SelectedSeries> ReadAsync(SelectionPlan plan, ISeriesSource source, EvaluationBudget budget, CancellationToken cancellation)
    {
        var series = new IReadOnlyList<SeriesSamples>[plan.Selections.Count];
        for (int i = 0; i < series.Length; i++)
        {
            var selection = plan.Selections[i] with { MaxSamples = budget.RemainingSamples };
            try
            {
                series[i] = await source.SelectAsync(selection, cancellation).ConfigureAwait(false);
                long samples = 0;
                foreach (var one in series[i]) samples += one.Values.Length;
                budget.AddSelected(series[i].Count, samples);
            }
            catch (PromEvaluationException limit)
            {
                throw limit.At(plan.PositionOf(i));
            }
        }

        return new SelectedSeries(plan, series);
    }
}
