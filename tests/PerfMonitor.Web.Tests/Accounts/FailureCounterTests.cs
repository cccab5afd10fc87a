using PerfMonitor.Web.Accounts;

namespace PerfMonitor.Web.Tests.Accounts;

public class FailureCounterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Forgets_the_key_that_failed_longest_ago_when_full()
    {
        var counter = new FailureCounter(limit: 1, TimeSpan.FromMinutes(5), capacity: 2);
        counter.Add("a", Start);
        counter.Add("b", Start.AddSeconds(1));
        counter.Add("a", Start.AddSeconds(2));
        counter.Add("c", Start.AddSeconds(3));

        Assert.Equal(2, counter.Count);
        Assert.Equal(TimeSpan.Zero, counter.WaitOf("b", Start.AddSeconds(3)));
        Assert.NotEqual(TimeSpan.Zero, counter.WaitOf("a", Start.AddSeconds(3)));
    }

    [Fact]
    public void Withdrawing_the_only_failure_forgets_the_key()
    {
        var counter = new FailureCounter(limit: 1, TimeSpan.FromMinutes(5), capacity: 2);
        counter.Add("a", Start);

        counter.Withdraw("a", Start);

        Assert.Equal(0, counter.Count);
    }
}
