using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Tests.Pipeline;

public sealed class TextTests
{
    [Theory]
    [InlineData(0.25, "250 ms")]
    [InlineData(1, "1 s")]
    [InlineData(90, "1 min 30 s")]
    [InlineData(3600, "1 h")]
    [InlineData(3605, "1 h")]
    [InlineData(14400, "4 h")]
    [InlineData(90000, "1 d 1 h")]
    public void Writes_durations_in_their_two_largest_units(double seconds, string text) => Assert.Equal(text, Text.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(97.3, "97.3")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(1234567, "1234567")]
    [InlineData(1234567.8, "1.23457E+06")]
    [InlineData(-0.00001234, "-1.234E-05")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Writes_numbers_with_six_digits(double value, string text) => Assert.Equal(text, Text.Of(value));
}
