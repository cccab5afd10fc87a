using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Store;

/// <summary>Where alerts, groups and their clocks live.</summary>
internal interface IAlertStore
{
    Task<IAlertTransaction> BeginAsync(CancellationToken cancellationToken);

    /// <summary>When the next group is due that is run by this tree; null when none is to be expected.</summary>
    Task<DateTimeOffset?> NextDueAsync(RoutingTree tree, CancellationToken cancellationToken);
}

/// <summary>What is known of an alert that something is said about.</summary>
/// <param name="Episode">The episode that the event opened, or that its rule joined.</param>
/// <param name="Open">The one that is open.</param>
/// <param name="EarlyEnd">The end of the event's episode, where it came first.</param>
/// <param name="Rules">What is stored of the rules that fire the open one.</param>
internal sealed record Known(Alert? Episode, Alert? Open, Ending? EarlyEnd, IReadOnlyList<FiringRule> Rules);

/// <summary>Groups that a transaction has locked, by their ids, and which episodes asked for are in which.</summary>
internal sealed record LockedGroups(IReadOnlyDictionary<long, AlertGroup> Groups, IReadOnlyList<(AlertGroup Group, long AlertId)> Memberships)
{
    private readonly Dictionary<string, AlertGroup> _byHash = Groups.Values.ToDictionary(static group => group.Identity.Hash);

    public AlertGroup Of(GroupIdentity identity) => _byHash[identity.Hash];

    public IEnumerable<long> GroupsOf(long alertId) => Memberships.Where(one => one.AlertId == alertId).Select(static one => one.Group.Id);
}

/// <summary>All or nothing. Ending it without <see cref="CommitAsync"/> undoes it.</summary>
internal interface IAlertTransaction : IAsyncDisposable
{
    /// <summary>Nobody else touches this alert until the transaction ends.</summary>
    Task LockAsync(string fingerprint, CancellationToken cancellationToken);

    /// <summary>What is known of each change's alert; nobody else touches these alerts until the transaction ends.</summary>
    Task<IReadOnlyList<Known>> KnowAsync(IReadOnlyList<(string Fingerprint, Guid FiredEventId)> changes, CancellationToken cancellationToken);

    Task<Alert?> FindOpenAsync(string fingerprint, CancellationToken cancellationToken);

    /// <summary>The newest episode, open or not.</summary>
    Task<Alert?> FindLatestAsync(string fingerprint, CancellationToken cancellationToken);

    /// <summary>Open alerts with an id above <paramref name="afterId"/>, at most <paramref name="most"/>.</summary>
    Task<IReadOnlyList<Alert>> OpenAlertsAsync(long afterId, int most, CancellationToken cancellationToken);

    /// <summary>Saves alerts (new ones where the id is 0) under new versions, and announces the changes to pages.</summary>
    Task<IReadOnlyList<Alert>> SaveAsync(IReadOnlyList<Alert> alerts, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Saves rules that fire alerts (by the events that fired them), or that do so no longer.</summary>
    Task SaveAsync(IReadOnlyList<FiringRule> rules, CancellationToken cancellationToken);

    Task KeepEarlyEndAsync(Guid firedEventId, Ending ending, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// The groups of these identities, made where there are none, and those that these episodes are in. Locked until the transaction ends, in one
    /// order everywhere: two transactions with the same two groups cannot wait for each other, as long as each asks once.
    /// </summary>
    Task<LockedGroups> LockGroupsAsync(IReadOnlyList<GroupIdentity> identities, IReadOnlyList<long> alertIds, DateTimeOffset now, CancellationToken cancellationToken);

    Task JoinAsync(long groupId, long alertId, CancellationToken cancellationToken);

    /// <summary>All episodes of the alert leave the group.</summary>
    Task LeaveAsync(long groupId, string fingerprint, CancellationToken cancellationToken);

    /// <summary>What channels were told about groups, by group.</summary>
    Task<ILookup<long, ChannelMemory>> MemoriesAsync(IReadOnlyList<long> groupIds, CancellationToken cancellationToken);

    /// <summary>When a group last spoke, and what its channels were told.</summary>
    Task SaveAsync(ToldGroup group, CancellationToken cancellationToken);

    /// <summary>The group is due at that time, or earlier if it already was.</summary>
    Task ScheduleAsync(long groupId, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>One group that is due, that is run by this tree and that nobody else is at, locked.</summary>
    Task<AlertGroup?> TakeDueAsync(DateTimeOffset now, RoutingTree tree, CancellationToken cancellationToken);

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
