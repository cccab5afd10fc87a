using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.History;

namespace PerfMonitor.Analytics.Tests.Consumers;

public sealed class SampleAdmissionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.0, "None")]
    [InlineData(-29.9, "None")]
    [InlineData(-30.1, "OlderThanRetention")]
    [InlineData(0.9, "None")]
    [InlineData(1.1, "TooFarAhead")]
    public void Takes_samples_within_the_retention_and_a_day_ahead(double days, string expected) =>
        Assert.Equal(expected, SampleAdmission.At(Now, new HistoryOptions()).Check(Now.AddDays(days).ToUnixTimeMilliseconds()).ToString());
}
