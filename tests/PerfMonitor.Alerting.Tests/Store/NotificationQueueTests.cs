using Npgsql;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Store;

public sealed class NotificationQueueTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_what_is_critical_and_puts_it_into_the_digest_before_older_news()
    {
        var (world, source) = database.EmptyWithSource();
        await QueueAsync(source, Severity.Warning, Digest.MostParts, Samples.Noon);
        await QueueAsync(source, Severity.Critical, 1, Samples.Noon.AddMinutes(1));
        var now = Samples.Noon.AddMinutes(2);

        var traffic = await world.TrafficAsync("email", Samples.Noon.AddHours(-1), now, Token);
        var digest = (await world.ClaimDigestAsync("email", now, TimeSpan.FromSeconds(30), [], Token))!;

        Assert.Equal((Digest.MostParts + 1, 1), (traffic.Due, traffic.DueCritical));
        Assert.Equal((Digest.MostParts, 1), (digest.Parts.Count, digest.Parts.Count(part => part.Notification.Severity == Severity.Critical)));
    }

    private static async Task QueueAsync(NpgsqlDataSource source, Severity severity, int count, DateTimeOffset at)
    {
        await using var batch = source.CreateBatch();
        for (var group = 1; group <= count; group++)
        {
            Outbox.Enqueue(batch, Samples.Notification(Samples.Alert(severity: severity)) with { Id = Guid.NewGuid(), GroupId = group + 1000 * (int)severity, Stamps = new(null, null, null, at) }, at);
        }

        // Which alerts they name is not needed here, and the alerts are not there.
        for (var naming = batch.BatchCommands.Count - 1; naming > 0; naming -= 2)
        {
            batch.BatchCommands.RemoveAt(naming);
        }

        await batch.ExecuteNonQueryAsync(Token);
    }
}
