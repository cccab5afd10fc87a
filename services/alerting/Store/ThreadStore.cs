using Npgsql;
using PerfMonitor.Alerting.Receivers.SlackBot;

namespace PerfMonitor.Alerting.Store;

/// <summary>The table <c>alerting.threads</c>; housekeeping removes what is older than the history.</summary>
internal sealed class ThreadStore(NpgsqlDataSource source, TimeProvider clock, ILogger<ThreadStore> logger) : IThreadStore
{
    public async Task<string?> FindAsync(string channel, Guid thread, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT reference FROM alerting.threads WHERE channel = $1 AND thread = $2").With(channel, thread);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    public Task KeepAsync(string channel, Guid thread, string reference) => Recording.RunAsync(
        $"The place of conversation {thread} in {channel}",
        async over =>
        {
            await using var command = source.CreateCommand(
                """
                INSERT INTO alerting.threads (channel, thread, reference, created_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (channel, thread) DO UPDATE SET reference = EXCLUDED.reference
                """).With(channel, thread, reference, clock.GetUtcNow());
            return await command.ExecuteNonQueryAsync(over);
        },
        Recording.Endless,
        clock,
        logger);
}
