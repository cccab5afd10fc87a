using PerfMonitor.Analysis.Forecasting.Methods;
using PerfMonitor.Analysis.Forecasting.Scoring;

namespace PerfMonitor.Analysis.Forecasting.Combining;

/// <summary>Several methods, back-tested on the same origins and added up with weights from their errors.</summary>
/// <param name="Methods">Every method tried with its error and weight, heaviest first.</param>
/// <param name="Points">The combined forecast.</param>
/// <param name="Errors">What the combined forecast was off by in the back-test, one place of a row each; NaN in gaps.</param>
/// <param name="Test">The back-test.</param>
internal sealed record Combination(IReadOnlyList<MethodShare> Methods, double[] Points, double[] Errors, BackTest Test)
{
    /// <summary>Null when no method can be tested on the series.</summary>
    /// <param name="history">The series.</param>
    /// <param name="methods">The methods to try.</param>
    /// <param name="test">Where to forecast from.</param>
    /// <param name="horizon">Steps to forecast.</param>
    public static Combination? Run(History history, IReadOnlyList<IForecastMethod> methods, BackTest test, int horizon)
    {
        double[] actual = test.Actual(history.Measured);
        List<(IForecastMethod Method, double[] Row, double[] Points)> tested = [];
        foreach (var method in methods)
        {
            var points = new double[horizon];
            if (test.Run(method, history.Filled) is not { } row || method.Fit(history.Filled) is not { } fitted) continue;
            fitted.Forecast(history.Filled, points);
            if (Array.TrueForAll(points, double.IsFinite)) tested.Add((method, row, points));
        }

        double[] weights = CombinationWeights.From(RelativeErrors(tested.ConvertAll(t => t.Row), actual, history.NeverNegative));
        if (weights.Sum() == 0) return null;

        double[] combined = WeightedMiddle.Of(tested.ConvertAll(t => t.Row), weights);
        double[] errors = [.. actual.Select((value, i) => value - combined[i])];
        var shares = tested.Select((t, i) => new MethodShare(t.Method.Name, ForecastErrors.Absolute(actual, t.Row) * history.Scale, weights[i]));
        return new Combination([.. shares.OrderByDescending(share => share.Weight)], WeightedMiddle.Of(tested.ConvertAll(t => t.Points), weights), errors, test);
    }

    /// <summary>
    /// Mean absolute error relative to the best method's; where no value is negative, averaged with the same of the
    /// symmetric percentage error, because a few spikes decide the first one alone.
    /// </summary>
    private static double[] RelativeErrors(List<double[]> rows, double[] actual, bool percentages)
    {
        double[] absolute = Relative(rows.ConvertAll(row => ForecastErrors.Absolute(actual, row)));
        if (!percentages) return absolute;
        double[] percentage = Relative(rows.ConvertAll(row => ForecastErrors.SymmetricPercentage(actual, row)));
        return [.. absolute.Zip(percentage, (a, b) => (a + b) / 2)];
    }

    private static double[] Relative(List<double> errors)
    {
        double best = errors.Where(double.IsFinite).DefaultIfEmpty(0).Min();
        return [.. errors.Select(error => best > 0 ? error / best : error > 0 ? double.PositiveInfinity : 1)];
    }
}
