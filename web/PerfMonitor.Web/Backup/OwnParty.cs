using Npgsql;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Backup;

/// <summary>This process' own part: users and API keys.</summary>
internal sealed class OwnParty(BackupPart part) : IBackupParty
{
    public string Name => "web";

    public Task<IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>> ReadAsync(string caller, CancellationToken cancellation) =>
        AskAsync(() => part.ReadAsync(cancellation));

    public Task<RestoreAnswer> RestoreAsync(RestoreRequest request, string caller, CancellationToken cancellation) =>
        AskAsync(() => part.AnswerAsync(request, caller, cancellation));

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NpgsqlException away)
        {
            throw new PartyAwayException($"the database of accounts does not answer: {away.Message}", away);
        }
    }
}
