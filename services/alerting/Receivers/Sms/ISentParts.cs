using System.Collections.Immutable;

namespace PerfMonitor.Alerting.Receivers.Sms;

/// <summary>Which recipients of a notification are settled, so that another attempt, also of another process, reaches only the others.</summary>
internal interface ISentParts
{
    /// <summary>What came of each recipient that is settled.</summary>
    Task<ImmutableDictionary<string, Outcome>> OfAsync(Guid notification, CancellationToken cancellationToken);

    /// <summary>Keeps what came of one recipient.</summary>
    Task KeepAsync(Guid notification, string recipient, Outcome settled, CancellationToken cancellationToken);
}
