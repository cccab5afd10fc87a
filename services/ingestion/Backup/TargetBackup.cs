using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.Ingestion.Targets;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Backup;

/// <summary>Targets that people have made. Their credentials are the secrets, by header.</summary>
internal sealed class TargetBackup(Changes<Target> changes, IOptions<TargetOptions> options)
    : BackupKind<TargetInput>("targets", "ingestion.targets", options.Value.Maximum, TargetFile.Json)
{
    protected override bool HasUuids => true;

    public override Task AnnounceAsync(CancellationToken cancellationToken)
    {
        changes.Announce();
        return Task.CompletedTask;
    }

    protected override string LabelOf(Kept<TargetInput> item) => item.Definition.Name ?? item.Id;

    protected override async Task<IReadOnlyList<Kept<TargetInput>>> ListAsync(BackupSession session, CancellationToken cancellationToken) =>
        await session.QueryAsync($"SELECT {TargetRow.Columns} FROM ingestion.targets ORDER BY name", static row => Of(TargetRow.Read(row)), cancellationToken);

    protected override (TargetInput? Definition, string? Reason) Check(Kept<TargetInput> item, DateTimeOffset now)
    {
        var (target, errors) = TargetRules.Check(item.Definition, Guid.Parse(item.Id), TargetOrigin.Api);
        return target is null ? (null, FieldFaults.Of(errors).First()) : (Define(target), null);
    }

    protected override async Task<Restored> WriteAsync(RestoreStep<TargetInput> restore, CancellationToken cancellationToken)
    {
        var (headers, note) = SecretHeaders.Unmasked(restore.Definition.Headers!, restore.Secret);
        var target = TargetRules.Check(restore.Definition with { Headers = headers }, Guid.Parse(restore.Id), TargetOrigin.Api).Target!;
        await RemoveAsync(restore.Session, restore.Item, cancellationToken);
        await restore.Session.ExecuteAsync($"INSERT INTO ingestion.targets ({TargetRow.Columns}) VALUES ({TargetRow.Places})", cancellationToken, TargetRow.Values(target));
        return Restored.Done(note);
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<TargetInput> item, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM ingestion.targets WHERE id = $1", cancellationToken, Guid.Parse(item.Id));
        return Restored.Done();
    }

    private static Kept<TargetInput> Of(Target target) => new(target.Id.ToString(), Define(target) with { Headers = SecretHeaders.Masked(target.Headers) })
    {
        Secrets = SecretHeaders.Of(target.Headers),
        LeftAlone = target.Origin switch
        {
            TargetOrigin.File => "it comes from the targets file (Targets:File); change it there",
            TargetOrigin.Builtin => "it is the system itself (Self:Url)",
            _ => null,
        },
    };

    private static TargetInput Define(Target target) => new()
    {
        Name = target.Name,
        Url = target.Url.AbsoluteUri,
        Kind = target.Kind,
        IntervalSeconds = (int)target.Interval.TotalSeconds,
        TimeoutSeconds = (int)target.Timeout.TotalSeconds,
        Method = target.Method.Method,
        Headers = new Dictionary<string, string>(target.Headers),
        ExpectedStatus = target.ExpectedStatus.Text,
        Keyword = target.Keyword,
        FollowRedirects = target.FollowRedirects,
        AllowInvalidCertificate = target.AllowInvalidCertificate,
        Tags = [.. target.Tags],
        Enabled = target.Enabled,
    };
}
