using Npgsql;

namespace PerfMonitor.Web.Live.Watching;

/// <summary>The memory of the watchdog in the table <c>web.watchdog</c>.</summary>
internal sealed class PostgresWatchdogMemory(NpgsqlDataSource database) : IWatchdogMemory
{
    public async Task<DateTimeOffset?> ToldBrokenSinceAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select told_broken_since from web.watchdog");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? await reader.GetFieldValueAsync<DateTimeOffset>(0, cancellation) : null;
    }

    public async Task KeepAsync(DateTimeOffset? toldBrokenSince, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            toldBrokenSince is null
                ? "delete from web.watchdog"
                : "insert into web.watchdog (told_broken_since) values ($1) on conflict (id) do update set told_broken_since = excluded.told_broken_since");
        if (toldBrokenSince is { } since)
            command.Parameters.Add(new() { Value = since });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
