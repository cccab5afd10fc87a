using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Tests.Notation;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1_000_000_012.5, "1000000012.5")]
    [InlineData(1.23456, "1.2346")]
    [InlineData(-45, "-45")]
    [InlineData(0.5, "0.5")]
    [InlineData(0.0123456, "0.01235")]
    [InlineData(4.32109e-6, "4.321E-06")]
    [InlineData(double.NaN, "NaN")]
    public void Full_leaves_out_nothing_that_tells_two_values_apart(double value, string text) => Assert.Equal(text, NumberText.Full(value));
}
