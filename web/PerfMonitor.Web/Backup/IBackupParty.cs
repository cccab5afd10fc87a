using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Backup;

/// <summary>Somebody who keeps a part of the configuration: a service, or this process.</summary>
internal interface IBackupParty
{
    /// <summary>The name of the part in a backup.</summary>
    string Name { get; }

    /// <exception cref="PartyAwayException">It does not answer.</exception>
    Task<IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>> ReadAsync(string caller, CancellationToken cancellation);

    /// <exception cref="PartyAwayException">It does not answer; whether anything was changed is not known.</exception>
    Task<RestoreAnswer> RestoreAsync(RestoreRequest request, string caller, CancellationToken cancellation);
}

/// <summary>A part of the configuration cannot be reached.</summary>
internal sealed class PartyAwayException(string message, Exception? cause = null) : Exception(message, cause);
