using System.Text.Json;
using PerfMonitor.ServiceDefaults;
using Parts = System.Collections.Generic.IReadOnlyDictionary<
    string, System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyList<PerfMonitor.ServiceDefaults.BackupItem>>>;

namespace PerfMonitor.Web.Backup;

/// <summary>Takes the secrets out of items on their way into a file, and puts them back on their way out.</summary>
internal static class SealedItems
{
    /// <param name="parts">Items with their secrets.</param>
    /// <param name="sealer">Encrypts them; null: they are left out.</param>
    public static Parts Close(Parts parts, Sealer? sealer) => Map(parts, (place, item) => item with
    {
        Secrets = null,
        Sealed = item.Secrets is null ? null : sealer?.Close(JsonSerializer.Serialize(item.Secrets, BackupJson.Frame), place),
    });

    /// <param name="parts">Items as they are in a file.</param>
    /// <param name="sealer">Decrypts; null: what is sealed counts as left out.</param>
    /// <returns>The items with their secrets, and what is wrong with them.</returns>
    public static (Parts Parts, IReadOnlyList<string> Faults) Open(Parts parts, Sealer? sealer)
    {
        var faults = new List<string>();
        var opened = Map(parts, (place, item) =>
        {
            if (item.Secrets is not null)
                faults.Add($"{place} holds secrets in the clear; a backup holds them sealed or not at all");
            if (item.Sealed is null || sealer is null)
                return item with { Sealed = null };
            if (sealer.Open(item.Sealed, place) is not { } text)
            {
                faults.Add($"{place} does not open: the passphrase is another, or the file was changed");
                return item;
            }

            return item with { Sealed = null, Secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(text, BackupJson.Frame) };
        });
        return (opened, faults);
    }

    private static Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>> Map(Parts parts, Func<string, BackupItem, BackupItem> map) => parts.ToDictionary(
        static part => part.Key,
        part => (IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>)part.Value.ToDictionary(
            static kind => kind.Key,
            kind => (IReadOnlyList<BackupItem>)[.. kind.Value.Select(item => map($"{part.Key}.{kind.Key}/{item.Id}", item))]));
}
