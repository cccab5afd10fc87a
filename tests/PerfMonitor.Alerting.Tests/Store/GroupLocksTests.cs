using Npgsql;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Store;

public sealed class GroupLocksTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_what_ends_and_of_what_begins_are_taken_together_in_the_order_of_all()
    {
        var (world, source) = database.EmptyWithSource();
        var scene = new Scene(world);
        AlertFired[] fired = [.. new[] { "A critical web-1", "B critical web-1" }.Select(alert => Scene.Event(alert, scene.Now, Guid.NewGuid())).OrderBy(one => Hash(scene, one), StringComparer.Ordinal)];
        await scene.Intake.TakeAsync([.. fired.Select(one => new AlertEvent.Fired(one))], Token);
        await scene.ReceiveAsync(Scene.End(fired[0], fired[0].EventId, scene.Now));
        await using var other = await source.OpenConnectionAsync(Token);
        await using var transaction = await other.BeginTransactionAsync(Token);
        await AskAsync(other, $"SELECT id FROM alerting.groups WHERE hash = '{Hash(scene, fired[0])}' FOR UPDATE");

        // Who waits for the first group holds the second not yet, though what ends is in the second and what begins in the first.
        var intake = scene.Intake.TakeAsync([new AlertEvent.Resolved(Scene.End(fired[1], fired[1].EventId, scene.Now)), new AlertEvent.Fired(fired[0] with { EventId = Guid.NewGuid() })], Token);
        await using (var watching = await source.OpenConnectionAsync(Token))
        {
            while (!intake.IsCompleted && await AskAsync(watching, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") is 0L)
            {
            }
        }

        Assert.NotNull(await AskAsync(other, $"SELECT id FROM alerting.groups WHERE hash = '{Hash(scene, fired[1])}' FOR UPDATE NOWAIT"));
        await transaction.CommitAsync(Token);
        await intake;
    }

    private static string Hash(Scene scene, AlertFired fired) => GroupIdentity.Of(RouteStage.Decide(fired.Labels, scene.Tree.Root)[0].Route, fired.Labels).Hash;

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
