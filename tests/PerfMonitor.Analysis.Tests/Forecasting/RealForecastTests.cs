using System.Globalization;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Forecasting.Methods;
using PerfMonitor.Analysis.Forecasting.Scoring;
using PerfMonitor.Testing;

namespace PerfMonitor.Analysis.Tests.Forecasting;

public sealed class RealForecastTests
{
    private const int Horizon = 48, Day = 24;

    [Fact]
    [Trait("feature", "S2-82")]
    public void Beats_seasonal_naive_on_requests_of_a_real_service_and_covers_what_it_promises()
    {
        Assert.SkipUnless(SharedData.Exists, SharedData.Missing);
        double[] requests = [.. File.ReadLines(SharedData.Path("cloud-monitoring", "data", "ecommerce-api-incoming-rps", "api-01.csv"))
            .Skip(1).Select(row => double.Parse(row.Split(',')[1], CultureInfo.InvariantCulture))];
        List<double> ours = [], naive = [], covered = [];
        for (int origin = requests.Length - Horizon; origin > 2000; origin -= 517)
        {
            double[] history = requests[(origin - 900)..origin], actual = requests[origin..(origin + Horizon)];
            var forecast = (Forecast)Forecaster.Run(new RegularSeries(0, 3_600_000, history), new ForecastSettings(Horizon));
            ours.Add(ForecastErrors.Scaled(history, Day, actual, [.. forecast.Points]));
            naive.Add(ForecastErrors.Scaled(history, Day, actual, Methods.Fitting.Forecasts(new SeasonalNaive(Day), history, Horizon)));
            covered.Add(ForecastErrors.Coverage(actual, [.. forecast.Lower], [.. forecast.Upper]));
        }

        Assert.InRange(ours.Average() / naive.Average(), 0.3, 0.8);
        Assert.InRange(covered.Average(), 0.9, 1);
    }
}
