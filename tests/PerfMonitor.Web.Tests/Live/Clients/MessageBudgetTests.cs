using PerfMonitor.Web.Live.Clients;

namespace PerfMonitor.Web.Tests.Live.Clients;

public class MessageBudgetTests
{
    [Fact]
    public void Allows_a_burst_and_then_a_steady_rate()
    {
        var start = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
        var budget = new MessageBudget(burst: 3, perSecond: 2, start);

        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => budget.TrySpend(start)));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => budget.TrySpend(start.AddSeconds(0.5))));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => budget.TrySpend(start.AddHours(1))));
    }
}
