using Npgsql;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Backup;

/// <summary>This process' own part: users and API keys.</summary>
internal sealed class OwnParty(BackupPart part) : IBackupParty
{
    public string Name => "web";

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>> ReadAsync(string caller, CancellationToken cancellation)
    {
        try
        {
            return await part.ReadAsync(cancellation);
        }
        catch (NpgsqlException away)
        {
            throw new PartyAwayException($"the database of accounts does not answer: {away.Message}", away);
        }
    }

    public async Task<RestoreAnswer> RestoreAsync(RestoreRequest request, string caller, CancellationToken cancellation)
    {
        try
        {
            return part.Faults(request.Kinds) is { Count: > 0 } faults
                ? new RestoreAnswer(faults)
                : new RestoreAnswer([], await part.RestoreAsync(request, caller, cancellation));
        }
        catch (NpgsqlException away)
        {
            throw new PartyAwayException($"the database of accounts does not answer: {away.Message}", away);
        }
    }
}
