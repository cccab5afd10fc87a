using PerfMonitor.Analysis.Forecasting.Combining;
using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Combining;

public sealed class BackTestTests
{
    [Theory]
    [InlineData(700, 12, 168, 180)]
    [InlineData(960, 48, 168, 240)]
    [InlineData(700, 12, 24, 60)]
    [InlineData(200, 48, 168, 80)]
    [InlineData(13, 6, 1, 5)]
    public void Holds_back_five_horizons_or_a_season_and_at_most_two_fifths(int length, int horizon, int season, int held) =>
        Assert.Equal(held, BackTest.Plan(length, horizon, season).Held);

    [Fact]
    public void Shows_a_method_only_what_lay_before()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        var test = BackTest.Plan(values.Length, 4, 1);
        var seen = new Witness();

        double[] row = test.Run(seen, values)!;
        double[] actual = test.Actual(values);

        Assert.Equal(80, seen.Learned);
        Assert.Equal(test.Origins, seen.Histories.Count);
        Assert.Equal((80, 96), (seen.Histories[0], seen.Histories[^1]));
        Assert.Equal(row.Zip(test.Steps, (last, step) => last + step), actual);
        Assert.Equal(Enumerable.Range(1, 4), test.Steps.TakeLast(4));
    }

    [Fact]
    public void Drops_a_method_that_gives_no_number() => Assert.Null(BackTest.Plan(20, 3, 1).Run(new Witness { Answer = double.NaN }, new double[20]));

    /// <summary>Answers with the last value it sees.</summary>
    private sealed class Witness : IForecastMethod, IFittedMethod
    {
        public double? Answer { get; init; }

        public int Learned { get; private set; }

        public List<int> Histories { get; } = [];

        public string Name => "witness";

        public IFittedMethod? Fit(ReadOnlySpan<double> values)
        {
            Learned = values.Length;
            return this;
        }

        public void Forecast(ReadOnlySpan<double> history, Span<double> points)
        {
            Histories.Add(history.Length);
            points.Fill(Answer ?? history[^1]);
        }
    }
}
