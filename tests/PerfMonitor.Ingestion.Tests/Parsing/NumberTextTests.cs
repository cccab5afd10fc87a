using System.Globalization;
using System.Text;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Tests;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", -0.0)]
    [InlineData("+1.5", 1.5)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1e3", 1000)]
    [InlineData("1E+3", 1000)]
    [InlineData("-2.5e-3", -0.0025)]
    [InlineData("9007199254740993", 9007199254740992)]
    [InlineData("12345678901234567890123", 12345678901234567890123.0)]
    [InlineData("5e-324", double.Epsilon)]
    [InlineData("1e-400", 0)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("NaN", double.NaN)]
    [InlineData("nan", double.NaN)]
    [InlineData("+Inf", double.PositiveInfinity)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    public void Numbers_are_read_as_Go_reads_them(string text, double expected)
    {
        Assert.True(NumberText.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1 ")]
    [InlineData("1.2.3")]
    [InlineData("0x1p4")]
    [InlineData("1_000")]
    [InlineData("1,5")]
    [InlineData("1e400")]
    [InlineData("-nan")]
    [InlineData("∞")]
    public void Everything_else_is_none(string text) => Assert.False(NumberText.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void The_short_way_and_the_long_way_agree_to_the_last_bit()
    {
        var random = new Random(11);
        for (var round = 0; round < 200_000; round++)
        {
            var number = random.Next(3) switch
            {
                0 => Math.Round(random.NextDouble() * Math.Pow(10, random.Next(8)), random.Next(6)),
                1 => BitConverter.Int64BitsToDouble(random.NextInt64()),
                _ => random.NextInt64(),
            };
            var text = number.ToString(random.Next(2) == 0 ? "R" : "E5", CultureInfo.InvariantCulture);
            var expected = double.Parse(text, CultureInfo.InvariantCulture);

            Assert.Equal(double.IsFinite(expected) || text is "NaN" or "Infinity" or "-Infinity", NumberText.TryParse(Encoding.UTF8.GetBytes(text), out var value));
            Assert.True(!double.IsFinite(expected) || expected.Equals(value), text);
        }
    }
}
