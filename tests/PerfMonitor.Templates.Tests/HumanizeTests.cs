using PerfMonitor.Templates.Functions;
using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Tests;

/// <summary>Expected values are those of Prometheus' own template tests where it has them.</summary>
public sealed class HumanizeTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1")]
    [InlineData(1234567.0, "1.235M")]
    [InlineData(0.12, "120m")]
    [InlineData(-1234.5, "-1.234k")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NaN, "NaN")]
    public void Scales_by_thousands(double value, string text) => Assert.Equal(text, Humanize.Metric(value));

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1")]
    [InlineData(1048576.0, "1Mi")]
    [InlineData(0.12, "0.12")]
    public void Scales_by_1024(double value, string text) => Assert.Equal(text, Humanize.Metric1024(value));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1s")]
    [InlineData(60, "1m 0s")]
    [InlineData(3600, "1h 0m 0s")]
    [InlineData(86400, "1d 0h 0m 0s")]
    [InlineData(86400 + 3600, "1d 1h 0m 0s")]
    [InlineData(-(86400 * 2 + 3600 * 3 + 60 * 4 + 5), "-2d 3h 4m 5s")]
    [InlineData(899.99, "14m 59s")]
    [InlineData(.1, "100ms")]
    [InlineData(.0001, "100us")]
    [InlineData(.12345, "123.5ms")]
    [InlineData(60.1, "1m 0s")]
    [InlineData(12.345, "12.35s")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void Writes_durations(double seconds, string text) => Assert.Equal(text, Humanize.Duration(seconds));

    [Theory]
    [InlineData(0.1234567, "12.35%")]
    [InlineData(1, "100%")]
    public void Writes_ratios_as_percentages(double ratio, string text) => Assert.Equal(text, Humanize.Percentage(ratio));

    [Theory]
    [InlineData(0, "1970-01-01 00:00:00 +0000 UTC")]
    [InlineData(1435065584.128, "2015-06-23 13:19:44.128 +0000 UTC")]
    [InlineData(double.NaN, "NaN")]
    public void Writes_timestamps(double seconds, string text) => Assert.Equal(text, Humanize.Timestamp(seconds));

    [Theory]
    [InlineData(0.5, "0.5")]
    [InlineData(100, "100")]
    [InlineData(1e6, "1e+06")]
    [InlineData(123456789, "1.23456789e+08")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(0.25, "0.25")]
    [InlineData(-3.75, "-3.75")]
    public void Writes_plain_values_as_go_does(double value, string text) => Assert.Equal(text, GoNumber.Shortest(value));
}
