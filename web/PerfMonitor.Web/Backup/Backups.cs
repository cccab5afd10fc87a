using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Backup;

/// <summary>Gathers the parts of a backup, and gives them back.</summary>
internal sealed class Backups(IEnumerable<IBackupParty> parties, TimeProvider time)
{
    private readonly IReadOnlyList<IBackupParty> _parties = [.. parties];

    /// <summary>Everything people have set up. A backup is whole or there is none.</summary>
    /// <param name="caller">In whose name.</param>
    /// <param name="sealer">For the secrets; null: they are left out.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PartyAwayException">A part cannot be had.</exception>
    public async Task<BackupFile> TakeAsync(string caller, Sealer? sealer, CancellationToken cancellation)
    {
        var parts = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>>();
        foreach (var party in _parties)
            parts.Add(party.Name, await party.ReadAsync(caller, cancellation));
        return new BackupFile(BackupFile.Newest, BackupFile.OurProduct, BackupFile.OurVersion, time.GetUtcNow(), caller, SealedItems.Close(parts, sealer), sealer?.Seal);
    }

    /// <summary>
    /// Tries every part before it changes the first one, each in one transaction of its service. Where a service fails in between,
    /// the parts before it are restored; doing it all again changes nothing in those.
    /// </summary>
    public async Task<RestoreReport> RestoreAsync(BackupFile file, Sealer? sealer, bool remove, bool dryRun, string caller, CancellationToken cancellation)
    {
        var unknown = file.Parts.Keys.Except(_parties.Select(static party => party.Name)).Select(name => $"parts.{name} is not known; there are {string.Join(", ", _parties.Select(static party => party.Name))}");
        var (parts, faults) = SealedItems.Open(file.Parts, sealer);
        if (unknown.Concat(faults).ToList() is { Count: > 0 } wrong)
            return new RestoreReport.Unreadable(wrong);

        var planned = await RestoreAsync(parts, remove, dryRun: true, caller, cancellation);
        return dryRun || planned is not RestoreReport.Restored ? planned : await RestoreAsync(parts, remove, dryRun: false, caller, cancellation);
    }

    private async Task<RestoreReport> RestoreAsync(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>> parts, bool remove, bool dryRun, string caller, CancellationToken cancellation)
    {
        var (restored, faults) = (new List<RestoredPart>(), new List<string>());
        foreach (var party in _parties.Where(party => parts.ContainsKey(party.Name)))
        {
            try
            {
                var answer = await party.RestoreAsync(new RestoreRequest(parts[party.Name], remove, dryRun), caller, cancellation);
                faults.AddRange(answer.Faults.Select(fault => $"parts.{party.Name}.{fault}"));
                if (answer.Result is { } result)
                    restored.Add(new RestoredPart(party.Name, result.Changes, result.Unchanged, result.Kept));
            }
            catch (PartyAwayException away)
            {
                return new RestoreReport.BrokenOff(away.Message, dryRun ? [] : [.. restored.Select(static part => part.Part)]);
            }
        }

        return faults.Count > 0 ? new RestoreReport.Unreadable(faults) : new RestoreReport.Restored(dryRun, restored);
    }
}
