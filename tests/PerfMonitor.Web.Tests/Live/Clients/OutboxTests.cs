using PerfMonitor.Web.Live.Clients;

namespace PerfMonitor.Web.Tests.Live.Clients;

public class OutboxTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_frames_in_order_and_of_each_slot_the_newest_in_the_place_of_the_oldest()
    {
        var outbox = new Outbox(10);
        var first = Frame("overview", 1);
        outbox.Offer(first);
        outbox.Offer(Frame("alert", 2));

        Assert.Same(first, outbox.Offer(Frame("overview", 3)));

        Assert.Equal((3, 2), (await TakeAsync(outbox), await TakeAsync(outbox)));
    }

    [Fact]
    public async Task Drops_the_oldest_frame_when_full()
    {
        var outbox = new Outbox(2);
        var oldest = Frame("a", 1);
        outbox.Offer(oldest);
        Assert.Null(outbox.Offer(Frame("b", 2)));

        Assert.Same(oldest, outbox.Offer(Frame("c", 3)));

        Assert.Equal((2, 3), (await TakeAsync(outbox), await TakeAsync(outbox)));
    }

    [Fact]
    public async Task A_reader_waits_for_the_next_frame()
    {
        var outbox = new Outbox(2);
        var taking = outbox.TakeAsync(_cancellation);
        Assert.False(taking.IsCompleted);

        outbox.Offer(Frame("a", 1));

        Assert.Equal(1, (await taking).Body.Span[0]);
    }

    [Fact]
    public async Task Forgets_what_is_no_longer_wanted()
    {
        var outbox = new Outbox(2);
        outbox.Offer(Frame("a", 1));
        outbox.Offer(Frame("b", 2));

        outbox.Remove("a");

        Assert.Equal(2, await TakeAsync(outbox));
        Assert.False(outbox.TakeAsync(_cancellation).IsCompleted);
    }

    [Fact]
    public async Task An_ended_reader_takes_nothing_more()
    {
        var outbox = new Outbox(2);
        outbox.Offer(Frame("a", 1));

        await Assert.ThrowsAsync<OperationCanceledException>(() => outbox.TakeAsync(new CancellationToken(canceled: true)));
    }

    private static Frame Frame(string slot, byte content) => new("topic", slot, new[] { content });

    private async Task<int> TakeAsync(Outbox outbox) => (await outbox.TakeAsync(_cancellation)).Body.Span[0];
}
