using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Backup;

namespace PerfMonitor.Web.Tests.Backup;

/// <summary>A part of the configuration in memory.</summary>
internal sealed class MemoryParty(string name) : IBackupParty
{
    public Dictionary<string, BackupItem> Items { get; } = [];

    public IReadOnlyList<string> Faults { get; set; } = [];

    /// <summary>After how many more questions it does not answer; null: it always does.</summary>
    public int? AwayAfter { get; set; }

    public string Name => name;

    public Task<IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>> ReadAsync(string caller, CancellationToken cancellation)
    {
        Answer();
        return Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>>(new Dictionary<string, IReadOnlyList<BackupItem>> { ["things"] = [.. Items.Values] });
    }

    public Task<RestoreAnswer> RestoreAsync(RestoreRequest request, string caller, CancellationToken cancellation)
    {
        Answer();
        if (Faults.Count > 0)
            return Task.FromResult(new RestoreAnswer(Faults));
        var created = request.Kinds["things"].Where(item => !Items.ContainsKey(item.Id)).ToList();
        if (!request.DryRun)
            created.ForEach(item => Items.Add(item.Id, item));
        return Task.FromResult(new RestoreAnswer([], new RestoreResult(
            [.. created.Select(static item => new RestoreChange("things", item.Id, item.Id, RestoreOutcome.Created))], request.Kinds["things"].Count - created.Count, 0)));
    }

    private void Answer()
    {
        if (AwayAfter-- == 0)
            throw new PartyAwayException($"{name} did not answer");
    }
}
