using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Receiving;

namespace PerfMonitor.Ingestion.Tests;

public sealed class RequestBodyTests
{
    private const int Budget = 1_024 * 1_024;

    [Fact]
    public void Bodies_share_a_memory_and_give_it_back()
    {
        var budget = new BodyBudget(Options.Create(new ReceiverOptions { MaximumBufferedBytes = Budget }));
        var (first, second) = (new RequestBody(budget), new RequestBody(budget));

        Assert.True(first.TryHold(Budget, out var room));
        Assert.Equal((Budget, Budget), (room.Length, first.Length));
        Assert.False(second.TryHold(1, out _));
        first.Dispose();
        Assert.True(second.TryHold(Budget, out _));
        second.Dispose();
        Assert.True(budget.TryTake(Budget));
    }

    [Fact]
    public void What_the_pool_gives_is_what_counts()
    {
        // The pool gives powers of two: what fits by itself may not fit with what comes on top.
        var budget = new BodyBudget(Options.Create(new ReceiverOptions { MaximumBufferedBytes = Budget + (Budget / 4) }));
        using var body = new RequestBody(budget);

        Assert.False(body.TryHold(Budget + 1, out _));
        Assert.True(budget.TryTake(Budget + (Budget / 4)));
    }
}
