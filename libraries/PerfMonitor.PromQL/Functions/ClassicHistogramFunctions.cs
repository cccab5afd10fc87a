using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Quantiles and fractions of classic histograms, whose buckets are series with an <c>le</c> label.</summary>
internal static class ClassicHistogramFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        bodies["histogram_quantile"] = Quantile;
        bodies["histogram_quantiles"] = Quantiles;
        bodies["histogram_fraction"] = Fraction;
    }

    private static VectorSteps Quantile(CallContext call)
    {
        double[] quantiles = call.Scalar(0);
        var histograms = BucketSeries.Gather(call.Vector(1), call, 1);
        foreach (double quantile in quantiles) call.Context.Annotations.CheckQuantile(quantile, call.Argument(0));
        return Each(call, histograms, 1, (step, buckets) => ClassicHistogram.Quantile(quantiles[step], buckets));
    }

    private static VectorSteps Fraction(CallContext call)
    {
        double[] lower = call.Scalar(0), upper = call.Scalar(1);
        var histograms = BucketSeries.Gather(call.Vector(2), call, 2);
        return Each(call, histograms, 2, (step, buckets) => (ClassicHistogram.Fraction(lower[step], upper[step], buckets), false));
    }

    private static VectorSteps Quantiles(CallContext call)
    {
        string label = call.Text(1);
        if (!LabelNames.IsValid(label)) throw new PromEvaluationException($"invalid label name {Quoting.Quote(label)}");
        var histograms = BucketSeries.Gather(call.Vector(0), call, 0);
        var rows = new List<Row>();
        for (int i = 2; i < call.Count; i++)
        {
            double[] quantiles = call.Scalar(i);
            // Mostly one and the same at every step; where it changes, each value has a label of its own.
            foreach (double quantile in quantiles.Distinct())
            {
                call.Context.Annotations.CheckQuantile(quantile, call.Argument(i));
                var some = Each(call, histograms, 0, (step, buckets) =>
                    quantiles[step].Equals(quantile) ? ClassicHistogram.Quantile(quantile, buckets) : (Absent.Value, false));
                string text = NumberText.OpenMetrics(quantile);
                rows.AddRange(some.Rows.Select(row => row with { Labels = row.Labels.With(label, text) }));
            }
        }

        return new VectorSteps(RowMerge.Merge(rows, call.Context));
    }

    private delegate (double Value, bool Repaired) Measure(int step, Span<Bucket> buckets);

    private static VectorSteps Each(CallContext call, List<BucketSeries> histograms, int argument, Measure measure)
    {
        var rows = new List<Row>(histograms.Count);
        foreach (var histogram in histograms)
        {
            call.Context.ThrowIfCancelled();
            var row = call.Context.Rows.Take(call.Grid.Count);
            var scratch = new Bucket[histogram.Count];
            bool repaired = false;
            for (int step = 0; step < row.Count; step++)
            {
                var buckets = histogram.At(step, scratch);
                row.Values[step] = Absent.Value;
                if (buckets.IsEmpty) continue;
                (row.Values[step], bool repairedHere) = measure(step, buckets);
                repaired |= repairedHere;
            }

            if (repaired) InformOfRepair(call, histogram.Labels, argument);
            if (Absent.All(row.Values)) call.Context.Rows.GiveBack(row);
            else rows.Add(row.ToRow(histogram.Labels, dropsName: true));
        }

        return new VectorSteps(rows);
    }

    private static void InformOfRepair(CallContext call, LabelSet labels, int argument)
    {
        string message = "input to histogram_quantile needed to be fixed for monotonicity (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)";
        call.Context.Annotations.Inform($"{message} for metric name {Quoting.Quote(labels.Metric)}", call.Argument(argument));
    }
}
