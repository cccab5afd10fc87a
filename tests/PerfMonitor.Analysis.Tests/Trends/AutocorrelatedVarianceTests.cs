using PerfMonitor.Analysis.Trends;
using PerfMonitor.Testing.Series;

namespace PerfMonitor.Analysis.Tests.Trends;

public sealed class AutocorrelatedVarianceTests
{
    // An autoregressive series of ρ has (1 + ρ)/(1 − ρ) times the variance of an independent one.
    [Theory]
    [InlineData(0, 1, 1.3)]
    [InlineData(0.5, 2, 4.5)]
    [InlineData(0.8, 5, 14)]
    public void Grows_as_neighbours_resemble_each_other(double rho, double least, double most)
    {
        var random = new Random(5);
        var values = new double[800];
        for (int i = 1; i < values.Length; i++) values[i] = (rho * values[i - 1]) + Gauss.Next(random);

        Assert.InRange(AutocorrelatedVariance.Factor(values), least, most);
    }

    [Fact]
    public void Is_one_for_values_that_alternate() =>
        Assert.Equal(1, AutocorrelatedVariance.Factor([.. Enumerable.Range(0, 50).Select(i => (double)(i % 2))]));
}
