using PerfMonitor.Pdf.Charts;

namespace PerfMonitor.Pdf.Tests.Charts;

public class ValueUnitTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(1.28, "1.28 s")]
    [InlineData(0.0000042, "4.2 µs")]
    [InlineData(0.12345, "123 ms")]
    [InlineData(0.9996, "1 s")]
    [InlineData(75, "1.25 min")]
    [InlineData(5400, "1.5 h")]
    [InlineData(-0.5, "-500 ms")]
    [InlineData(1e-12, "0 ns")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.PositiveInfinity, "–")]
    public void Durations_are_given_in_the_multiple_that_fits(double value, string expected)
    {
        Assert.Equal(expected, ValueUnit.Seconds.Format(value));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1 KiB")]
    [InlineData(999, "999 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(3.2e9, "2.98 GiB")]
    [InlineData(5e18, "4441 PiB")]
    public void Bytes_count_in_powers_of_1024(double value, string expected)
    {
        Assert.Equal(expected, ValueUnit.Bytes.Format(value));
    }

    [Fact]
    public void Other_units_say_what_they_are()
    {
        Assert.Equal("12.5 %", ValueUnit.Ratio.Format(0.125));
        Assert.Equal("100 %", ValueUnit.Ratio.Format(1));
        Assert.Equal("4.2 MiB/s", ValueUnit.BytesPerSecond.Format(4.2 * 1024 * 1024));
        Assert.Equal("14.4 k", ValueUnit.Count.Format(14_400));
    }
}
