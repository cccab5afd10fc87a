using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Methods;

public sealed class NelderMeadTests
{
    // Rosenbrock's valley, the usual test: minimum 0 at (1, 1), start at (−1.2, 1).
    [Fact]
    public void Finds_the_end_of_a_curved_valley()
    {
        double[] found = NelderMead.Minimise(p => (100 * Math.Pow(p[1] - (p[0] * p[0]), 2)) + Math.Pow(1 - p[0], 2), [-1.2, 1], 0.5, 500);

        Assert.Equal([1, 1], found.Select(x => Math.Round(x, 2)));
    }

    [Fact]
    public void Asks_no_more_often_than_allowed_but_for_one_shrink()
    {
        int asked = 0;

        NelderMead.Minimise(p => ++asked % 7, [0, 0], 1, 50);

        Assert.InRange(asked, 10, 55);
    }
}
