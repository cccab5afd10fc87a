using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Delivery;

public sealed class DelivererTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Does_not_send_again_what_it_sent_and_could_not_record_while_the_database_was_away(bool inDigest)
    {
        var (world, source) = database.EmptyWithSource();
        await QueueAsync(source, count: inDigest ? 2 : 1);
        var (queue, clock, options) = (new AwayQueue(world), new ManualTimeProvider(Samples.Noon), new DeliveryOptions());
        var channel = new FakeReceiver("email") { DigestEvery = inDigest ? TimeSpan.FromSeconds(1) : null, Elapsed = () => TimeSpan.Zero };
        var deliverer = new Deliverer(channel, queue, Options.Create(options), clock, new AlertingMetrics(), NullLogger<Deliverer>.Instance);

        queue.IsAway = true;
        var claim = Assert.Single(await deliverer.ClaimAsync(4, Cancelled));
        Assert.Equal(inDigest ? 2 : 0, claim.Parts.Count);
        var sending = deliverer.SendAsync(claim);
        clock.Advance(options.Lease + TimeSpan.FromSeconds(1));
        Assert.Empty(await deliverer.ClaimAsync(4, Cancelled));
        queue.IsAway = false;
        await Eventually.HoldsAsync(
            "the record",
            _ =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(200));
                return Task.FromResult(sending.IsCompletedSuccessfully);
            },
            Cancelled);

        Assert.Empty(await deliverer.ClaimAsync(4, Cancelled));
        await using var status = source.CreateCommand("SELECT string_agg(DISTINCT status || ' ' || attempts, ', ') FROM alerting.notifications");
        Assert.Equal("delivered 1", await status.ExecuteScalarAsync(Cancelled));
    }

    private static async Task QueueAsync(NpgsqlDataSource source, int count)
    {
        for (var group = 1; group <= count; group++)
        {
            var notification = Samples.Notification() with { Id = Guid.NewGuid(), GroupId = group };
            await using var insert = source.CreateCommand("""
                INSERT INTO alerting.notifications (id, group_id, channel, change, reason, reason_text, content, status, next_attempt_at, queued_at, waits)
                VALUES ($1, $2, 'email', 1, 'r', 'r', $3, 'pending', $4, $4, $5)
                """).With(notification.Id, (long)group, Jsonb.Of(notification), Samples.Noon.AddMinutes(-1), count > 1);
            await insert.ExecuteNonQueryAsync(Cancelled);
        }
    }

    /// <summary>A queue that can be read while nothing can be recorded in it.</summary>
    private sealed class AwayQueue(INotificationQueue queue) : INotificationQueue
    {
        public bool IsAway { get; set; }

        public Task<IReadOnlyList<Claim>> ClaimAsync(string channel, int most, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken) =>
            queue.ClaimAsync(channel, most, now, lease, underWay, cancellationToken);

        public Task<Traffic> TrafficAsync(string channel, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken) => queue.TrafficAsync(channel, since, now, cancellationToken);

        public Task<DigestClaim?> ClaimDigestAsync(string channel, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken) =>
            queue.ClaimDigestAsync(channel, now, lease, underWay, cancellationToken);

        public Task<bool> RecordAsync(Claim claim, Settlement settlement, CancellationToken cancellationToken) =>
            IsAway ? throw new TimeoutException("away") : queue.RecordAsync(claim, settlement, cancellationToken);
    }
}
