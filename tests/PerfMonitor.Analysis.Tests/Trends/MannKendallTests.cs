using PerfMonitor.Analysis.Trends;

namespace PerfMonitor.Analysis.Tests.Trends;

public sealed class MannKendallTests
{
    // Variances by hand: 5·4·15/18; (3·2·11 − 2·1·9)/18; and 0 where all are tied: (3·2·11 − 3·2·11)/18.
    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4, 5 }, 10, 300 / 18.0, 1)]
    [InlineData(new[] { 5.0, 3, 4, 6, 2 }, -2, 300 / 18.0, -0.2)]
    [InlineData(new[] { 1.0, 1, 2 }, 2, 48 / 18.0, 2 / 3.0)]
    [InlineData(new[] { 7.0, 7, 7 }, 0, 0, 0)]
    public void Counts_pairs_that_rise_less_those_that_fall(double[] values, double score, double variance, double tau)
    {
        var test = MannKendall.Of(values);

        Assert.Equal((score, variance, tau), (test.Score, test.Variance, test.Tau));
    }
}
