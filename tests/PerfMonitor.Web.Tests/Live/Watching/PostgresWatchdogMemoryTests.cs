using Npgsql;
using PerfMonitor.Testing.Servers;
using PerfMonitor.Web.Live.Watching;

namespace PerfMonitor.Web.Tests.Live.Watching;

public sealed class PostgresWatchdogMemoryTests : IDisposable
{
    private readonly PrivatePostgres? _server = PrivatePostgres.TryStart();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_since_when_people_have_been_told_until_they_are_told_the_end()
    {
        Assert.SkipWhen(_server is null, PrivatePostgres.Missing);
        await using var source = NpgsqlDataSource.Create(_server!.ConnectionString);
        await using var schema = source.CreateCommand(SchemaText.Of(typeof(PostgresWatchdogMemory).Assembly, "web"));
        await schema.ExecuteNonQueryAsync(Token);
        var memory = new PostgresWatchdogMemory(source);
        var noon = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

        var told = new List<DateTimeOffset?>();
        foreach (var since in (DateTimeOffset?[])[noon, noon, noon.AddHours(1), null, null])
        {
            await memory.KeepAsync(since, Token);
            told.Add(await memory.ToldBrokenSinceAsync(Token));
        }

        Assert.Equal([noon, noon, noon.AddHours(1), null, null], told);
    }

    public void Dispose() => _server?.Dispose();
}
