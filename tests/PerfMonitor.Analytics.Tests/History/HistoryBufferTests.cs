using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class HistoryBufferTests
{
    private static readonly SeriesId Series = new(1);

    [Fact]
    public async Task Acknowledges_a_delivery_with_the_commit_that_holds_it_and_not_before()
    {
        var buffer = Buffer();
        var first = await buffer.AddAsync(Samples(1), [], Token);
        buffer.BeginCommit();
        var second = await buffer.AddAsync(Samples(2), [], Token);

        Assert.False(first.IsCompleted);
        buffer.EndCommit();
        await first;

        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task Shows_samples_to_queries_until_they_are_committed()
    {
        var buffer = Buffer();
        await buffer.AddAsync(Samples(1, 2), [], Token);
        Assert.Equal([1, 2], Read(buffer));

        buffer.BeginCommit();
        await buffer.AddAsync(Samples(3), [], Token);
        Assert.Equal([1, 2, 3], Read(buffer));

        buffer.EndCommit();
        Assert.Equal([3], Read(buffer));
    }

    [Fact]
    public async Task Carries_nothing_of_a_commit_into_a_later_one()
    {
        var buffer = Buffer();
        for (var at = 1; at <= 5; at++)
        {
            await buffer.AddAsync(Samples(at, at + 10), [Series], Token);
            var pending = buffer.BeginCommit()!;

            Assert.Equal([new Sample(at, at), new Sample(at + 10, at + 10)], Assert.Single(pending.Runs).Samples);
            Assert.Equal(2, pending.Count);
            buffer.EndCommit();
        }

        Assert.Empty(Read(buffer));
        Assert.Null(buffer.BeginCommit());
    }

    [Fact]
    public async Task Keeps_series_apart_whatever_order_they_came_in_before()
    {
        var buffer = Buffer();
        foreach (var order in (int[][])[[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 3, 2, 1], [1, 3, 2, 1], [4], [2, 2, 3]])
        {
            await buffer.AddAsync([.. order.Select((series, at) => new SeriesSample(new SeriesId((ulong)series), new Sample(at, series)))], [], Token);
            var pending = buffer.BeginCommit()!;

            Assert.Equal(order.Distinct(), pending.Runs.Select(run => (int)run.Series.Value));
            Assert.All(pending.Runs, run => Assert.Equal(order.Index().Where(sample => sample.Item == (int)run.Series.Value).Select(sample => new Sample(sample.Index, sample.Item)), run.Samples));
            buffer.EndCommit();
        }
    }

    [Fact]
    public async Task Makes_deliveries_wait_while_it_is_full()
    {
        var buffer = Buffer(maxPending: 2);
        await buffer.AddAsync(Samples(1, 2), [], Token);
        var waiting = buffer.AddAsync(Samples(3), [], Token);
        Assert.False(waiting.IsCompleted);

        buffer.BeginCommit();
        Assert.False(waiting.IsCompleted);

        buffer.EndCommit();
        await waiting;
        Assert.Equal([3], Read(buffer));
    }

    [Fact]
    public async Task Asks_for_an_early_commit_when_much_has_gathered()
    {
        var buffer = Buffer(early: 3);
        await buffer.AddAsync(Samples(1, 2), [], Token);
        Assert.False(buffer.Full.IsCompleted);

        await buffer.AddAsync(Samples(3), [], Token);

        Assert.True(buffer.Full.IsCompleted);
        buffer.BeginCommit();
        Assert.False(buffer.Full.IsCompleted);
    }

    [Fact]
    public async Task Asks_for_an_early_commit_when_many_deliveries_wait_however_little_they_bring()
    {
        var buffer = Buffer(prefetch: 4);
        await buffer.AddAsync(Samples(1), [], Token);
        Assert.False(buffer.Full.IsCompleted);

        // Nothing of it is to be stored, so it waits for nothing.
        await buffer.AddAsync([], [], Token);
        Assert.False(buffer.Full.IsCompleted);

        await buffer.AddAsync(Samples(2), [], Token);
        Assert.True(buffer.Full.IsCompleted);

        buffer.BeginCommit();
        await buffer.AddAsync(Samples(3), [], Token);
        Assert.False(buffer.Full.IsCompleted);
    }

    [Fact]
    public async Task Acknowledges_a_delivery_of_definitions_alone_with_its_commit_too()
    {
        var buffer = Buffer();
        var announced = await buffer.AddAsync([], [Series], Token);
        Assert.False(announced.IsCompleted);

        Assert.Equal([Series], buffer.BeginCommit()!.Announced);
        buffer.EndCommit();

        await announced;
    }

    [Fact]
    public async Task Has_nothing_to_commit_after_an_empty_delivery()
    {
        var buffer = Buffer();

        await await buffer.AddAsync([], [], Token);

        Assert.Null(buffer.BeginCommit());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static HistoryBuffer Buffer(int maxPending = 1_000, int early = 1_000, int prefetch = 2_000) =>
        new(Options.Create(new HistoryOptions { MaxPendingSamples = maxPending, CommitSamples = early }), Options.Create(new BusOptions { Prefetch = prefetch }));

    private static SeriesSample[] Samples(params int[] timestamps) => [.. timestamps.Select(at => new SeriesSample(Series, new Sample(at, at)))];

    private static IEnumerable<long> Read(HistoryBuffer buffer)
    {
        var found = new SampleColumns();
        buffer.CopyTo(new Dictionary<SeriesId, SampleColumns> { [Series] = found }, 0, 100);
        return found.ToList().Select(sample => sample.TimestampMs);
    }
}
