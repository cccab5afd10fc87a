using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Forecasting.Methods;
using PerfMonitor.Analysis.Forecasting.Scoring;
using PerfMonitor.Analysis.Tests.Forecasting.Methods;
using PerfMonitor.Testing.Series;

namespace PerfMonitor.Analysis.Tests.Forecasting;

/// <summary>What docs/algorithms/forecast-combination.md promises of the combination, held over series of many kinds.</summary>
public sealed class MadeUpForecastTests
{
    private const int Horizon = 48, Day = 24, Week = 168, History = 700, Series = 3;

    // A kind may be this much worse than the best naive method of it, known only afterwards.
    private const double WorstRatio = 1.1;

    // Where that one method is the best there is, a test of some days costs more to find it out.
    private const double WorstRatioOfNaiveKinds = 1.15;
    private static readonly string[] NaiveKinds = ["two levels that come and go", "growth that ends"];

    // Forecast once for all tests of the class.
    private static readonly Lazy<IReadOnlyDictionary<string, Errors>> Measured = new(() =>
        HourlySeries.Kinds.ToDictionary(kind => kind.Key, kind => Errors.Mean([.. Enumerable.Range(1, Series).Select(seed => Measure(kind.Value(seed, History + Horizon)))])));

    public static TheoryData<string> Kinds() => [.. HourlySeries.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("feature", "S2-82")]
    public void The_combination_is_never_much_worse_than_the_better_of_naive_and_yesterday(string kind)
    {
        var errors = Measured.Value[kind];

        Assert.InRange(errors.Combination, 0, (NaiveKinds.Contains(kind) ? WorstRatioOfNaiveKinds : WorstRatio) * Math.Min(errors.Naive, errors.Yesterday));
    }

    [Fact]
    public void The_combination_is_better_on_average_than_the_best_naive_method_of_each_kind_and_its_intervals_hold()
    {
        var kinds = Measured.Value.Values;

        Assert.InRange(kinds.Average(errors => errors.Combination / Math.Min(errors.Naive, Math.Min(errors.Yesterday, errors.LastWeek))), 0.5, 0.95);
        Assert.InRange(kinds.Average(errors => errors.Covered), 0.92, 0.985);
    }

    private static Errors Measure(double[] values)
    {
        double[] history = values[..History], actual = values[History..];
        var forecast = (Forecast)Forecaster.Run(new RegularSeries(0, 3_600_000, history), new ForecastSettings(Horizon));
        return new Errors(Error([.. forecast.Points]), Naive(1), Naive(Day), Naive(Week), ForecastErrors.Coverage(actual, [.. forecast.Lower], [.. forecast.Upper]));

        double Error(double[] points) => ForecastErrors.SymmetricPercentage(actual, points);

        double Naive(int season) => Error(Fitting.Forecasts(new SeasonalNaive(season), history, Horizon));
    }

    /// <summary>Symmetric percentage errors, and the share of values within the bounds.</summary>
    private sealed record Errors(double Combination, double Naive, double Yesterday, double LastWeek, double Covered)
    {
        public static Errors Mean(Errors[] all) =>
            new(all.Average(e => e.Combination), all.Average(e => e.Naive), all.Average(e => e.Yesterday), all.Average(e => e.LastWeek), all.Average(e => e.Covered));
    }
}
