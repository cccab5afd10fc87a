using System.Text.Json;
using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.Ingestion.Scraping;
using PerfMonitor.Ingestion.Targets;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Backup;

/// <summary>Scrape jobs that people have made. Their credentials are the secrets, by header.</summary>
internal sealed class ScrapeBackup(Changes<ScrapePoint> changes, IOptions<ScrapeOptions> options)
    : BackupKind<ScrapeInput>("scrapes", "ingestion.scrape_jobs", options.Value.MaximumJobs, ScrapeFile.Json)
{
    protected override bool HasUuids => true;

    public override Task AnnounceAsync(CancellationToken cancellationToken)
    {
        changes.Announce();
        return Task.CompletedTask;
    }

    protected override string LabelOf(Kept<ScrapeInput> item) => item.Definition.Job ?? item.Id;

    protected override async Task<IReadOnlyList<Kept<ScrapeInput>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        "SELECT id, definition, origin FROM ingestion.scrape_jobs ORDER BY name",
        static row => Of(row.GetGuid(0).ToString(), JsonSerializer.Deserialize<ScrapeInput>(row.GetString(1), ScrapeFile.Json)!) with
        {
            LeftAlone = row.GetString(2) == "api" ? null : "it comes from the file of scrape jobs (Scrapes:File); change it there",
        },
        cancellationToken);

    protected override (ScrapeInput? Definition, string? Reason) Check(Kept<ScrapeInput> item, DateTimeOffset now)
    {
        var (job, errors) = ScrapeRules.Check(item.Definition, Guid.Parse(item.Id), TargetOrigin.Api);
        return job is null ? (null, FieldFaults.Of(errors).First()) : (job.Definition, null);
    }

    protected override async Task<Restored> WriteAsync(RestoreStep<ScrapeInput> restore, CancellationToken cancellationToken)
    {
        var (headers, note) = SecretHeaders.Unmasked(restore.Definition.Headers!, restore.Secret);
        await RemoveAsync(restore.Session, restore.Item, cancellationToken);
        await restore.Session.ExecuteAsync(
            "INSERT INTO ingestion.scrape_jobs (id, name, definition, origin) VALUES ($1, $2, $3::jsonb, 'api')",
            cancellationToken,
            Guid.Parse(restore.Id), restore.Definition.Job, JsonSerializer.Serialize(restore.Definition with { Headers = headers }, ScrapeFile.Json));
        return Restored.Done(note);
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<ScrapeInput> item, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM ingestion.scrape_jobs WHERE id = $1", cancellationToken, Guid.Parse(item.Id));
        return Restored.Done();
    }

    private static Kept<ScrapeInput> Of(string id, ScrapeInput definition) => new(id, definition with { Headers = SecretHeaders.Masked(definition.Headers ?? []) })
    {
        Secrets = SecretHeaders.Of(definition.Headers ?? []),
    };
}
