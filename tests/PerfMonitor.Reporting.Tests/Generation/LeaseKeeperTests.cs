using Npgsql;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Testing;

namespace PerfMonitor.Reporting.Tests.Generation;

public sealed class LeaseKeeperTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private readonly ManualTimeProvider _clock = new();
    private readonly FakeQueue _queue = new();

    [Fact]
    public async Task Renews_four_times_per_lease_while_the_work_goes_on()
    {
        await using (var keeper = new LeaseKeeper(_queue, FakeQueue.Claim, Lease, _clock, CancellationToken.None))
        {
            for (var i = 0; i < 4; i++)
            {
                await _clock.AdvanceUntil(TimeSpan.FromSeconds(30), () => _queue.Events.Count == i + 1);
            }

            Assert.False(keeper.Token.IsCancellationRequested);
        }

        Assert.Equal(["renewed", "renewed", "renewed", "renewed"], _queue.Events);
    }

    [Fact]
    public async Task Cancels_the_work_when_another_process_has_the_report()
    {
        _queue.IsTakenOver = true;
        await using var keeper = new LeaseKeeper(_queue, FakeQueue.Claim, Lease, _clock, CancellationToken.None);

        await _clock.AdvanceUntil(TimeSpan.FromSeconds(30), () => keeper.Token.IsCancellationRequested);

        Assert.Equal(["too late: renewed"], _queue.Events);
    }

    [Fact]
    public async Task Bears_a_database_that_is_away_for_less_than_half_of_the_lease()
    {
        await using var keeper = new LeaseKeeper(_queue, FakeQueue.Claim, Lease, _clock, CancellationToken.None);
        _queue.Failure = new NpgsqlException("away");
        await _clock.AdvanceUntil(TimeSpan.FromSeconds(30), () => _queue.Renewals == 1);
        _queue.Failure = null;
        await _clock.AdvanceUntil(TimeSpan.FromSeconds(30), () => _queue.Renewals == 2);

        Assert.False(keeper.Token.IsCancellationRequested);

        _queue.Failure = new NpgsqlException("away");
        await _clock.AdvanceUntil(TimeSpan.FromSeconds(30), () => _queue.Renewals == 3);
        Assert.False(keeper.Token.IsCancellationRequested);
        await _clock.AdvanceUntil(TimeSpan.FromSeconds(30), () => keeper.Token.IsCancellationRequested);
    }
}
