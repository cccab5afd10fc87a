using System.Text.Json;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Testing;

/// <summary>What tests of every service's part of a backup do with it.</summary>
public static class BackupSteps
{
    /// <summary>Items as they stand in the file.</summary>
    public static string Text(IReadOnlyDictionary<string, IReadOnlyList<BackupItem>> items) => JsonSerializer.Serialize(items, BackupJson.Frame);

    /// <summary>Items from the text of a file.</summary>
    public static Dictionary<string, IReadOnlyList<BackupItem>> Read(string items) => JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<BackupItem>>>(items, BackupJson.Frame)!;

    /// <summary>Items as a backup without a pass phrase has them.</summary>
    public static Dictionary<string, IReadOnlyList<BackupItem>> WithoutSecrets(IReadOnlyDictionary<string, IReadOnlyList<BackupItem>> items) =>
        items.ToDictionary(static kind => kind.Key, static kind => (IReadOnlyList<BackupItem>)[.. kind.Value.Select(static item => item with { Secrets = null })]);

    /// <summary>What a restore changed, a line for each.</summary>
    public static IEnumerable<string> Lines(RestoreResult result) => result.Changes.Select(static change => $"{change.Kind} {change.Label} {change.Outcome} {change.Note}");

    /// <summary>Restores in earnest.</summary>
    public static Task<RestoreResult> RestoreAsync(BackupPart part, IReadOnlyDictionary<string, IReadOnlyList<BackupItem>> items, bool remove = false, string actor = "anna") =>
        part.RestoreAsync(new RestoreRequest(items, remove, DryRun: false), actor, CancellationToken.None);
}
