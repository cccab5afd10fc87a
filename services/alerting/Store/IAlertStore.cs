using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Store;

/// <summary>Where alerts, groups and their clocks live.</summary>
internal interface IAlertStore
{
    Task<IAlertTransaction> BeginAsync(CancellationToken cancellationToken);

    /// <summary>When the next group is due; null when none is to be expected.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);
}

/// <summary>All or nothing. Ending it without <see cref="CommitAsync"/> undoes it.</summary>
internal interface IAlertTransaction : IAsyncDisposable
{
    /// <summary>Nobody else touches this alert until the transaction ends.</summary>
    Task LockAsync(string fingerprint, CancellationToken cancellationToken);

    Task<Alert?> FindByEventAsync(Guid firedEventId, CancellationToken cancellationToken);

    Task<Alert?> FindOpenAsync(string fingerprint, CancellationToken cancellationToken);

    /// <summary>The newest episode, open or not.</summary>
    Task<Alert?> FindLatestAsync(string fingerprint, CancellationToken cancellationToken);

    /// <summary>Open alerts with an id above <paramref name="afterId"/>, at most <paramref name="most"/>.</summary>
    Task<IReadOnlyList<Alert>> OpenAlertsAsync(long afterId, int most, CancellationToken cancellationToken);

    /// <summary>Saves an alert (a new one where its id is 0) under a new version, and announces the change to pages.</summary>
    Task<Alert> SaveAsync(Alert alert, DateTimeOffset now, CancellationToken cancellationToken);

    Task KeepEarlyEndAsync(Guid firedEventId, Ending ending, DateTimeOffset now, CancellationToken cancellationToken);

    Task<Ending?> FindEarlyEndAsync(Guid firedEventId, CancellationToken cancellationToken);

    /// <summary>The group of this identity, made where there is none; locked until the transaction ends.</summary>
    Task<AlertGroup> OpenGroupAsync(GroupIdentity identity, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The groups an episode is in, locked.</summary>
    Task<IReadOnlyList<AlertGroup>> GroupsOfAsync(long alertId, CancellationToken cancellationToken);

    Task JoinAsync(long groupId, long alertId, CancellationToken cancellationToken);

    /// <summary>The group is due at that time, or earlier if it already was.</summary>
    Task ScheduleAsync(long groupId, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>One group that is due and that nobody else is at, locked.</summary>
    Task<AlertGroup?> TakeDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Everything the pipeline must know about a group.</summary>
    Task<Passage> LoadAsync(AlertGroup group, PipelineRules rules, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Everything the pipeline has decided.</summary>
    Task SaveAsync(Passage passage, CancellationToken cancellationToken);

    /// <summary>The group is due at that time and not before.</summary>
    Task PostponeAsync(long groupId, DateTimeOffset at, CancellationToken cancellationToken);

    Task TellAsync(IReadOnlyCollection<TimelineEntry> entries, CancellationToken cancellationToken);

    Task<string?> RoutingHashAsync(CancellationToken cancellationToken);

    Task SaveRoutingHashAsync(string hash, CancellationToken cancellationToken);

    Task CommitAsync(CancellationToken cancellationToken);
}
