using System.Globalization;
using PerfMonitor.Ingestion.Translation;

namespace PerfMonitor.Ingestion.Tests;

public sealed class FloatTextTests
{
    [Theory]
    [InlineData(0.005, "0.005")]
    [InlineData(10, "10")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(0, "0")]
    [InlineData(1e21, "1000000000000000000000")]
    [InlineData(1.5e16, "15000000000000000")]
    [InlineData(-1.25e-7, "-0.000000125")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(double.NaN, "NaN")]
    public void Writes_the_shortest_digits_without_an_exponent(double value, string expected) => Assert.Equal(expected, FloatText.Of(value));

    [Fact]
    public void Reads_back_the_same()
    {
        var random = new Random(1);
        for (var i = 0; i < 5_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(value))
            {
                Assert.Equal(value, double.Parse(FloatText.Of(value), CultureInfo.InvariantCulture));
            }
        }
    }
}
