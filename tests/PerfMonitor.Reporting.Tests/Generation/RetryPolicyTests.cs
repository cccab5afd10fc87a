using PerfMonitor.Reporting.Generation;

namespace PerfMonitor.Reporting.Tests.Generation;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(1, 5.0)]
    [InlineData(2, 10.0)]
    [InlineData(6, 160.0)]
    [InlineData(7, 300.0)]
    [InlineData(23, 300.0)]
    [InlineData(24, null)]
    [InlineData(2000, null)]
    public void Pauses_double_up_to_the_longest_until_it_gives_up(int attempts, double? seconds) =>
        Assert.Equal(seconds, RetryPolicy.DelayAfter(attempts, new GenerationOptions())?.TotalSeconds);

    [Fact]
    public void A_thousand_attempts_do_not_overflow() =>
        Assert.Equal(TimeSpan.FromMinutes(5), RetryPolicy.DelayAfter(999, new GenerationOptions { MostAttempts = 1000 }));
}
