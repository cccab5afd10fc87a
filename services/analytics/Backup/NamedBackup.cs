using System.Text.Json;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Backup;

/// <summary>Definitions that are stored under their name, as JSON. Those that rules keep for themselves come again with the rules.</summary>
/// <param name="kind">What they are called in a backup.</param>
/// <param name="table">The table, with its schema.</param>
/// <param name="most">How many there may be.</param>
/// <param name="named">The name of one.</param>
/// <param name="check">What is wrong with one.</param>
internal abstract class NamedBackup<T>(string kind, string table, int most, Func<T, string> named, Func<T, FieldErrors> check) : BackupKind<T>(kind, table, most, ApiJson.Options)
    where T : class
{
    protected override async Task<IReadOnlyList<Kept<T>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        $"SELECT name, definition FROM {Table} WHERE kept_until IS NULL ORDER BY name",
        static row => new Kept<T>(row.GetString(0), JsonSerializer.Deserialize<T>(row.GetString(1), ApiJson.Options)!),
        cancellationToken);

    protected override (T? Definition, string? Reason) Check(Kept<T> item, DateTimeOffset now)
    {
        var errors = check(item.Definition);
        errors.Require(named(item.Definition) == item.Id, "name", $"The name is not the id, '{item.Id}'.");
        errors.Require(!item.Id.StartsWith(RuleSource.OwnPrefix, StringComparison.Ordinal), "name", $"Names that begin with '{RuleSource.OwnPrefix}' belong to rules.");
        return errors.Any ? (null, errors.First) : (item.Definition, null);
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<T> item, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"DELETE FROM {Table} WHERE name = $1", cancellationToken, item.Id);
        return Restored.Done();
    }

    protected static string Json(T definition) => JsonSerializer.Serialize(definition, ApiJson.Options);
}
