using MathNet.Numerics.LinearAlgebra;

namespace PerfMonitor.Analysis.Impact;

/// <summary>The part of a loss that goes with the explanatory series.</summary>
/// <param name="Total">Of all of them together; null where none can be used.</param>
/// <param name="Parts">Each, in the order given.</param>
internal sealed record ExplainedLoss(Estimate? Total, IReadOnlyList<ExplainedPart> Parts)
{
    // A series with more gaps than this would take the others' values from the fit.
    private const double LeastMeasured = 0.8;

    // Share of the mean squared regressor added to the diagonal, so that two series that tell the same share their effect.
    private const double Ridge = 0.002;

    /// <summary>
    /// Regresses what the KPI was beyond its usual course on what each series was beyond its own. By the theorem of Frisch, Waugh and
    /// Lovell the effects are those of one regression of the KPI on the series and all terms of the courses together.
    /// </summary>
    /// <param name="frame">The history and the incident.</param>
    /// <param name="kpi">The KPI less its usual course, on the grid.</param>
    /// <param name="series">The explanatory series.</param>
    /// <param name="amountPerStep">What 1 of the KPI over a step amounts to.</param>
    /// <param name="level">Of the intervals.</param>
    public static ExplainedLoss Of(LossFrame frame, double[] kpi, IReadOnlyList<Explanatory> series, double amountPerStep, double level)
    {
        var beyond = series.Select(frame.Beyond).ToArray();
        int[] used = [.. Enumerable.Range(0, series.Count).Where(index => beyond[index].Refusal is null)];
        int[] rows = [.. frame.History.Where(row => used.All(index => double.IsFinite(beyond[index].Values[row])))];
        if (used.Length == 0 || rows.Length < LossFrame.LeastHistory)
        {
            var why = $"not enough data: {rows.Length} of {LossFrame.LeastHistory} steps needed at which all series have values";
            return new ExplainedLoss(null, [.. series.Select((one, index) => new ExplainedPart(one.Name, null, null, null, null, beyond[index].Refusal ?? why))]);
        }

        // Each column in its own deviations, so that seconds and shares weigh the same.
        double[] scales = [.. used.Select(index => Math.Sqrt(rows.Average(row => beyond[index].Values[row] * beyond[index].Values[row])))];
        var columns = Matrix<double>.Build.Dense(rows.Length, used.Length, (row, column) => beyond[used[column]].Values[rows[row]] / scales[column]);
        var normal = columns.TransposeThisAndMultiply(columns);
        var solver = (normal + (Matrix<double>.Build.DenseIdentity(used.Length) * (Ridge * rows.Length))).Cholesky();
        var outcome = Vector<double>.Build.DenseOfEnumerable(rows.Select(row => kpi[row]));
        var effects = solver.Solve(columns.TransposeThisAndMultiply(outcome));
        var left = (outcome - (columns * effects)).ToArray();
        var noise = new ResidualNoise(left, used.Length);

        var shifts = Vector<double>.Build.DenseOfEnumerable(used.Select((index, column) =>
            -amountPerStep * frame.Measured.Where(step => double.IsFinite(beyond[index].Values[step])).Sum(step => beyond[index].Values[step]) / scales[column]));
        var parts = series.Select((one, index) => new ExplainedPart(one.Name, null, null, null, null, beyond[index].Refusal ?? "")).ToArray();
        for (var column = 0; column < used.Length; column++)
        {
            var index = used[column];
            var unit = Vector<double>.Build.Dense(used.Length, other => other == column ? 1 : 0);
            var effect = Figure(unit / scales[column]);
            var amount = effect.Times(shifts[column] * scales[column]);
            var known = frame.Measured.Where(step => double.IsFinite(beyond[index].Values[step])).ToArray();
            double? during = known.Length > 0 ? known.Average(step => series[index].Values[step]) : null;
            double? usual = known.Length > 0 ? known.Average(step => series[index].Values[step] - beyond[index].Values[step]) : null;
            parts[index] = parts[index] with { Effect = effect, Usual = usual, During = during, Amount = amount, Reason = LossWords.Part(effect, usual, during) };
        }

        return new ExplainedLoss(Figure(shifts), parts);

        // Linear in the effects, so linear in the noise they were fitted with.
        Estimate Figure(Vector<double> weights)
        {
            var (lower, upper) = noise.Error((columns * solver.Solve(weights)).ToArray(), [], level);
            var value = weights.DotProduct(effects);
            return new Estimate(value, value + lower, value + upper);
        }
    }

    /// <summary>Why a series is left out; null where it is not.</summary>
    /// <param name="known">Steps of the history at which it has a value.</param>
    /// <param name="history">Steps of the history.</param>
    /// <param name="spread">Its standard deviation around its usual course.</param>
    /// <param name="size">Its largest absolute value.</param>
    public static string? Refusal(int known, int history, double spread, double size) =>
        known < LeastMeasured * history ? $"left out: it has {known} of {(int)Math.Ceiling(LeastMeasured * history)} values needed before the incident"
        : spread <= 1e-9 * size ? "left out: it stood still before the incident, so nothing shows what it does to the KPI"
        : null;
}
