using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Delivery;

public sealed class DelivererTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 0.5)]
    [InlineData(true, 0.5)]
    [InlineData(false, 600)]
    public async Task Does_not_send_again_what_it_sent_and_could_not_record_while_the_database_was_away(bool inDigest, double minutes)
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
        clock.Advance(TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(1));
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

    [Fact]
    public async Task Lets_a_later_message_of_the_group_pass_one_that_waits_for_some_recipients_and_take_its_place_for_them()
    {
        var (world, source) = database.EmptyWithSource();
        var (clock, parts) = (new ManualTimeProvider(Samples.Noon), new SentPartStore(source, new ManualTimeProvider(Samples.Noon), NullLogger<SentPartStore>.Instance));
        var channel = new FakeReceiver("email").Answering(new Outcome.RetryLater("bob: 450 greylisted", TimeSpan.Zero, Reached: true));
        var deliverer = new Deliverer(channel, world, Options.Create(new DeliveryOptions()), clock, new AlertingMetrics(), NullLogger<Deliverer>.Instance);
        var alarm = await QueueAsync(source, group: 1, change: 1);
        await parts.KeepAsync(alarm, [KeyValuePair.Create<string, Outcome>("anna", new Outcome.Delivered())], Cancelled);

        await deliverer.SendAsync(Assert.Single(await deliverer.ClaimAsync(4, Cancelled)));
        var end = await QueueAsync(source, group: 1, change: 2);
        await deliverer.SendAsync(Assert.Single(await deliverer.ClaimAsync(4, Cancelled)));
        clock.Advance(TimeSpan.FromSeconds(1));
        await deliverer.SendAsync(Assert.Single(await deliverer.ClaimAsync(4, Cancelled)));

        Assert.Equal([end], channel.Notifications.Select(one => one.Id));
        await using var log = source.CreateCommand("SELECT string_agg(concat_ws(' ', change, status, outcome), ', ' ORDER BY change) FROM alerting.notifications");
        Assert.Equal("1 delivered delivered, but not to all: bob: 450 greylisted; they are told by a later message of the group, 2 delivered", await log.ExecuteScalarAsync(Cancelled));
    }

    [Fact]
    public async Task Makes_a_later_message_of_the_group_wait_for_one_that_nobody_has()
    {
        var (world, source) = database.EmptyWithSource();
        var clock = new ManualTimeProvider(Samples.Noon);
        var deliverer = new Deliverer(new FakeReceiver("email").Answering(new Outcome.RetryLater("503")), world, Options.Create(new DeliveryOptions()), clock, new AlertingMetrics(), NullLogger<Deliverer>.Instance);
        await QueueAsync(source, group: 1, change: 1);

        await deliverer.SendAsync(Assert.Single(await deliverer.ClaimAsync(4, Cancelled)));
        await QueueAsync(source, group: 1, change: 2);

        Assert.Empty(await deliverer.ClaimAsync(4, Cancelled));
    }

    private static async Task<Guid> QueueAsync(NpgsqlDataSource source, int group, int change)
    {
        var notification = Samples.Notification() with { Id = Guid.NewGuid(), GroupId = group, Change = change };
        await InsertAsync(source, notification, waits: false);
        return notification.Id;
    }

    private static async Task QueueAsync(NpgsqlDataSource source, int count)
    {
        for (var group = 1; group <= count; group++)
        {
            await InsertAsync(source, Samples.Notification() with { Id = Guid.NewGuid(), GroupId = group, Change = 1 }, waits: count > 1);
        }
    }

    private static async Task InsertAsync(NpgsqlDataSource source, Notification notification, bool waits)
    {
        await using var insert = source.CreateCommand("""
            INSERT INTO alerting.notifications (id, group_id, channel, change, reason, reason_text, content, status, next_attempt_at, queued_at, waits)
            VALUES ($1, $2, 'email', $3, 'r', 'r', $4, 'pending', $5, $5, $6)
            """).With(notification.Id, notification.GroupId, notification.Change, Jsonb.Of(notification), Samples.Noon.AddMinutes(-1), waits);
        await insert.ExecuteNonQueryAsync(Cancelled);
    }

    /// <summary>A queue that can be read while nothing can be recorded in it.</summary>
    private sealed class AwayQueue(INotificationQueue queue) : INotificationQueue
    {
        public bool IsAway { get; set; }

        public Task<IReadOnlyList<Claim>> ClaimAsync(string channel, int most, bool criticalOnly, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken) =>
            queue.ClaimAsync(channel, most, criticalOnly, now, lease, underWay, cancellationToken);

        public Task ForgetLossesAsync(string channel, CancellationToken cancellationToken) => queue.ForgetLossesAsync(channel, cancellationToken);

        public Task<Traffic> TrafficAsync(string channel, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken) => queue.TrafficAsync(channel, since, now, cancellationToken);

        public Task<DigestClaim?> ClaimDigestAsync(string channel, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken) =>
            queue.ClaimDigestAsync(channel, now, lease, underWay, cancellationToken);

        public Task<bool> RecordAsync(Claim claim, Settlement settlement, CancellationToken cancellationToken) =>
            IsAway ? throw new TimeoutException("away") : queue.RecordAsync(claim, settlement, cancellationToken);
    }
}
