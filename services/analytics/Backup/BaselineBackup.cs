using System.Globalization;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Baselines;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Backup;

/// <summary>
/// Baselines with their samples, by name and version: what things are compared with cannot be taken again once the history has gone.
/// A version that is different here, such as the first baseline of a new installation, gives way.
/// </summary>
internal sealed class BaselineBackup() : BackupKind<Baseline>("baselines", "history.baselines", BaselineStore.MostVersions, ApiJson.Options)
{
    protected override async Task<IReadOnlyList<Kept<Baseline>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        $"SELECT {BaselineRow.Columns} FROM history.baselines ORDER BY name, version",
        static row => Of(BaselineRow.Read(row)),
        cancellationToken);

    protected override (Baseline? Definition, string? Reason) Check(Kept<Baseline> item, DateTimeOffset now)
    {
        var baseline = item.Definition;
        var errors = new FieldErrors();
        errors.Require(IdOf(baseline) == item.Id, "name", $"Name and version are not the id, '{item.Id}'.");
        errors.Require(baseline.Version >= 1, "version", "A version is 1 or more.");
        errors.Require(baseline.From < baseline.To && baseline.StepSeconds > 0, "from", "A range has a start, a later end, and a step.");
        errors.Require(baseline.Components.All(static component => component.Samples.Count <= BaselinePlan.MostSamples), "components", $"A component has at most {BaselinePlan.MostSamples} samples.");
        BaselinePlan.CheckComponents(baseline.Components, errors);
        return errors.Any ? (null, errors.First) : (baseline with { From = baseline.From.ToUniversalTime(), To = baseline.To.ToUniversalTime(), CreatedAt = baseline.CreatedAt.ToUniversalTime() }, null);
    }

    protected override async Task<Restored> WriteAsync(RestoreStep<Baseline> restore, CancellationToken cancellationToken)
    {
        await RemoveAsync(restore.Session, restore.Item, cancellationToken);
        await restore.Session.ExecuteAsync($"INSERT INTO history.baselines ({BaselineRow.Columns}) VALUES ({BaselineRow.Places}, $11)", cancellationToken, [.. BaselineRow.Values(restore.Definition), restore.Definition.Version]);
        return Restored.Done();
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<Baseline> item, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM history.baselines WHERE name = $1 AND version = $2", cancellationToken, item.Definition.Name, item.Definition.Version);
        return Restored.Done();
    }

    private static Kept<Baseline> Of(Baseline baseline) => new(IdOf(baseline), baseline);

    private static string IdOf(Baseline baseline) => string.Create(CultureInfo.InvariantCulture, $"{baseline.Name}/{baseline.Version}");
}
