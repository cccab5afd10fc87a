using Npgsql;
using PerfMonitor.LoadTest.Api;
using PerfMonitor.LoadTest.Runs;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.LoadTest.Tests.Runs;

public sealed class RunStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly PrivatePostgres? _server = PrivatePostgres.TryStart();
    private NpgsqlDataSource? _source;

    public void Dispose()
    {
        _source?.Dispose();
        _server?.Dispose();
    }

    [Fact]
    public async Task Lists_page_by_page_and_tells_runs_of_one_moment_apart()
    {
        var store = await StoreAsync(Noon, Noon.AddMinutes(1), Noon.AddMinutes(1), Noon.AddMinutes(1), Noon.AddMinutes(2));
        var all = await store.ListAsync(200, before: null, CancellationToken.None);

        var read = new List<Run>();
        while ((await store.ListAsync(2, read.LastOrDefault(), CancellationToken.None)) is { Count: > 0 } page)
        {
            read.AddRange(page);
        }

        Assert.Equal([Noon.AddMinutes(2), Noon.AddMinutes(1), Noon.AddMinutes(1), Noon.AddMinutes(1), Noon], all.Select(static run => run.StartedAt));
        Assert.Equal(all, read);
    }

    private async Task<RunStore> StoreAsync(params DateTimeOffset[] starts)
    {
        Assert.SkipWhen(_server is null, PrivatePostgres.Missing);
        _source = NpgsqlDataSource.Create(_server!.ConnectionString);
        await using var schema = _source.CreateCommand(SchemaText.Of(typeof(RunsApi).Assembly, "loadtest"));
        await schema.ExecuteNonQueryAsync();
        var store = new RunStore(_source);
        foreach (var start in starts)
        {
            await store.AddAsync(new Run(Guid.NewGuid(), "soak", "http://localhost:3000/", 5, 60, "finished", "olga", start, null, null), CancellationToken.None);
        }

        return store;
    }
}
