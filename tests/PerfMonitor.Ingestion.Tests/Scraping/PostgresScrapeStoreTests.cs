using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Ingestion.Scraping;
using PerfMonitor.Ingestion.Targets;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Ingestion.Tests;

public sealed class PostgresScrapeStoreTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_are_kept_under_unique_names_and_within_their_number()
    {
        using var server = PrivatePostgres.TryStart();
        Assert.SkipWhen(server is null, PrivatePostgres.Missing);
        await using var source = await EmptyAsync(server!);
        var store = new PostgresScrapeStore(source, Options.Create(new ScrapeOptions { MaximumJobs = 2 }));
        var (a, b) = (ScrapesApiTests.Job("a", TargetOrigin.Api), ScrapesApiTests.Job("b", TargetOrigin.Api));

        TargetChange[] changes =
        [
            await store.AddAsync(a, Cancelled), await store.AddAsync(ScrapesApiTests.Job("a", TargetOrigin.Api), Cancelled), await store.AddAsync(b, Cancelled),
            await store.AddAsync(ScrapesApiTests.Job("c", TargetOrigin.Api), Cancelled),
            await store.UpdateAsync(b with { Definition = b.Definition with { Job = "a" } }, Cancelled), await store.UpdateAsync(b with { Definition = b.Definition with { IntervalSeconds = 60 } }, Cancelled),
            await store.DeleteAsync(a.Id, Cancelled), await store.DeleteAsync(a.Id, Cancelled),
        ];

        Assert.Equal(
            [TargetChange.Done, TargetChange.NameTaken, TargetChange.Done, TargetChange.Full, TargetChange.NameTaken, TargetChange.Done, TargetChange.Done, TargetChange.NotFound], changes);
        Assert.Null(await store.FindAsync(a.Id, Cancelled));
        var kept = (await store.FindAsync(b.Id, Cancelled))!;
        Assert.Equal((60, "Bearer s3", TargetOrigin.Api), (kept.Definition.IntervalSeconds, kept.Definition.Headers!["Authorization"], kept.Origin));

        // A job of the file takes the name over and keeps the id; what the file has no more goes.
        await store.ProvideAsync([ScrapesApiTests.Job("b", TargetOrigin.File), ScrapesApiTests.Job("d", TargetOrigin.File)], Cancelled);
        await store.ProvideAsync([ScrapesApiTests.Job("b", TargetOrigin.File)], Cancelled);
        var provided = Assert.Single(await store.ListAsync(Cancelled));
        Assert.Equal((b.Id, "b", TargetOrigin.File), (provided.Id, provided.Name, provided.Origin));
    }

    private static async Task<NpgsqlDataSource> EmptyAsync(PrivatePostgres server)
    {
        var source = NpgsqlDataSource.Create(server.ConnectionString);
        using var script = new StreamReader(typeof(PostgresScrapeStore).Assembly.GetManifestResourceStream("PerfMonitor.Ingestion.Schema.002_scrape_jobs.sql")!);
        await using var command = source.CreateCommand($"CREATE SCHEMA ingestion; SET search_path = ingestion; {await script.ReadToEndAsync(Cancelled)} RESET search_path;");
        await command.ExecuteNonQueryAsync(Cancelled);
        return source;
    }
}
