using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Ingestion.Backup;
using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.Ingestion.Scraping;
using PerfMonitor.Ingestion.Targets;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;
using static PerfMonitor.Testing.BackupSteps;

namespace PerfMonitor.Ingestion.Tests.Backup;

public sealed class BackupTests : IAsyncDisposable
{
    private readonly PrivatePostgres? _server = PrivatePostgres.TryStart();
    private readonly Changes<Target> _targets = new();
    private readonly Changes<ScrapePoint> _scrapes = new();
    private NpgsqlDataSource? _source;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S2-115")]
    public async Task Targets_and_jobs_that_were_wiped_come_back_with_their_ids_and_credentials()
    {
        var part = await FilledAsync();
        var backup = await part.ReadAsync(Cancelled);
        await ExecuteAsync("TRUNCATE ingestion.targets, ingestion.scrape_jobs");

        var restored = await RestoreAsync(part, backup);
        var again = await RestoreAsync(part, backup);

        Assert.Equal(["targets shop Created ", "scrapes node Created "], Lines(restored));
        Assert.Equal(Text(backup), Text(await part.ReadAsync(Cancelled)));
        Assert.Equal((0, 2), (again.Changes.Count, again.Unchanged));
        Assert.Equal("t0k3n", (await Targets().ListAsync(Cancelled)).Single(static target => target.Name == "shop").Headers["Authorization"]);
        Assert.Equal("Bearer s3", Assert.Single(await Scrapes().ListAsync(Cancelled)).Definition.Headers!["Authorization"]);
        await Task.WhenAll(_targets.WaitAsync(TimeSpan.FromSeconds(30), Cancelled), _scrapes.WaitAsync(TimeSpan.FromSeconds(30), Cancelled));
    }

    [Fact]
    public async Task A_credential_the_backup_does_not_hold_is_kept_where_there_is_one_and_named_where_there_is_none()
    {
        var part = await FilledAsync();
        var backup = WithoutSecrets(await part.ReadAsync(Cancelled));
        Assert.DoesNotContain("t0k3n", Text(backup), StringComparison.Ordinal);
        Assert.DoesNotContain("s3", Text(backup), StringComparison.Ordinal);
        await ExecuteAsync("UPDATE ingestion.targets SET interval_seconds = 77; DELETE FROM ingestion.scrape_jobs");

        var restored = await RestoreAsync(part, backup);

        Assert.Equal(
            ["targets shop Changed ", "scrapes node Created without the header Authorization, whose value the backup does not hold; enter it again"], Lines(restored));
        Assert.Equal("t0k3n", (await Targets().ListAsync(Cancelled)).Single(static target => target.Name == "shop").Headers["Authorization"]);
        Assert.DoesNotContain("Authorization", Assert.Single(await Scrapes().ListAsync(Cancelled)).Definition.Headers!.Keys);
    }

    [Fact]
    public async Task What_a_file_provides_is_neither_in_the_backup_nor_touched()
    {
        var part = await FilledAsync();
        var backup = await part.ReadAsync(Cancelled);
        Assert.DoesNotContain("provided", Text(backup), StringComparison.Ordinal);

        await ExecuteAsync("UPDATE ingestion.targets SET origin = 'file' WHERE name = 'shop'");
        var restored = await RestoreAsync(part, backup, remove: true);

        Assert.Equal(["targets shop Refused it comes from the targets file (Targets:File); change it there"], Lines(restored));
        Assert.Equal(2, (await Targets().ListAsync(Cancelled)).Count);
    }

    [Theory]
    [InlineData("""{"name":"x","url":"ftp://x"}""", "url must be an http or https address such as https://example.com/health")]
    [InlineData("""{"name":"provided","url":"https://x.example"}""", "another one has the same: it breaks targets_name_key")]
    public async Task A_target_that_cannot_be_is_refused(string definition, string reason)
    {
        var part = await FilledAsync();

        var restored = await RestoreAsync(part, new Dictionary<string, IReadOnlyList<BackupItem>>
        {
            ["targets"] = [new BackupItem("6f9619ff-8b86-d011-b42d-00cf4fc964ff", JsonDocument.Parse(definition).RootElement)],
        });

        Assert.Equal(reason, Assert.Single(restored.Changes).Note);
    }

    [Theory]
    [InlineData("targets")]
    [InlineData("scrapes")]
    public async Task An_id_that_is_no_UUID_is_refused(string kind)
    {
        var part = await FilledAsync();

        var restored = await RestoreAsync(part, new Dictionary<string, IReadOnlyList<BackupItem>> { [kind] = [new BackupItem("x", JsonDocument.Parse("{}").RootElement)] });

        Assert.Equal("its id is no UUID", Assert.Single(restored.Changes).Note);
    }

    [Fact]
    public async Task The_document_names_every_kind()
    {
        var part = await FilledAsync();

        Assert.Equal(BackupDocument.Of("ingestion"), part.Kinds.Select(static kind => $"{kind.Table} {kind.Name}").Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        _server?.Dispose();
        _targets.Dispose();
        _scrapes.Dispose();
    }

    private PostgresTargetStore Targets() => new(_source!, Options.Create(new TargetOptions()));

    private PostgresScrapeStore Scrapes() => new(_source!, Options.Create(new ScrapeOptions()));

    private async Task<BackupPart> FilledAsync()
    {
        Assert.SkipWhen(_server is null, PrivatePostgres.Missing);
        _source = NpgsqlDataSource.Create(_server!.ConnectionString);
        await ExecuteAsync(SchemaText.Of(typeof(TargetBackup).Assembly, "ingestion"));
        var shop = TargetRules.Check(
            new TargetInput { Name = "shop", Url = "https://shop.example/health", Headers = new() { ["Authorization"] = "t0k3n", ["Accept"] = "text/html" }, Keyword = "ok", Tags = ["public", "eu"], ExpectedStatus = "2xx,301" },
            Guid.NewGuid(),
            TargetOrigin.Api);
        await Targets().AddAsync(shop.Target!, Cancelled);
        await Targets().AddAsync(TargetRules.Check(new TargetInput { Name = "provided", Url = "https://file.example" }, Guid.NewGuid(), TargetOrigin.File).Target!, Cancelled);
        await Scrapes().AddAsync(ScrapesApiTests.Job("node", TargetOrigin.Api), Cancelled);
        return new BackupPart([new TargetBackup(_targets, Options.Create(new TargetOptions())), new ScrapeBackup(_scrapes, Options.Create(new ScrapeOptions()))], _source, TimeProvider.System);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
