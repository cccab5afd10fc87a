using System.Collections.Immutable;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Store;

/// <summary>The process dies here. Derived from the one exception that nothing in the service catches.</summary>
internal sealed class KilledException : OutOfMemoryException;

/// <summary>Everything PostgreSQL holds, as one value; a transaction replaces it or does not.</summary>
internal sealed record World
{
    public ImmutableDictionary<long, Alert> Alerts { get; init; } = ImmutableDictionary<long, Alert>.Empty;

    public ImmutableDictionary<Guid, Ending> EarlyEnds { get; init; } = ImmutableDictionary<Guid, Ending>.Empty;

    public ImmutableDictionary<Guid, FiringRule> Rules { get; init; } = ImmutableDictionary<Guid, FiringRule>.Empty;

    public ImmutableList<TimelineEntry> Timeline { get; init; } = [];

    public ImmutableDictionary<long, AlertGroup> Groups { get; init; } = ImmutableDictionary<long, AlertGroup>.Empty;

    public ImmutableDictionary<(long Group, long Alert), Hold?> Members { get; init; } = ImmutableDictionary<(long, long), Hold?>.Empty;

    public ImmutableDictionary<(long Group, long Alert), int> Retold { get; init; } = ImmutableDictionary<(long, long), int>.Empty;

    public ImmutableDictionary<string, DateTimeOffset> Paused { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    public ImmutableDictionary<(long Group, string Channel), ChannelMemory> Memories { get; init; } = ImmutableDictionary<(long, string), ChannelMemory>.Empty;

    public ImmutableList<Queued> Notifications { get; init; } = [];

    public ImmutableList<Alert> Published { get; init; } = [];

    public ImmutableList<Silence> Silences { get; init; } = [];

    public ImmutableList<MaintenanceWindow> Maintenance { get; init; } = [];

    public string? RoutingHash { get; init; }

    public long Ids { get; init; }

    public bool IsCurrent(RoutingTree tree) => RoutingHash is null || RoutingHash == tree.Hash;

    public bool IsKnown(AlertGroup group, RoutingTree tree) => IsCurrent(tree) || tree.Routes.ContainsKey(group.Identity.RouteId);
}

/// <summary>A row of the outbox.</summary>
internal sealed record Queued(Notification Notification, NotificationStatus Status, int Attempts, DateTimeOffset NextAttemptAt, Guid? Lease, DateTimeOffset? LeaseUntil, string? Reason)
{
    public Guid? Digest { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public bool Waits => Notification.NotBefore is not null;
}

/// <summary>The stores' contract in memory: one transaction at a time, and a process that can be killed at any step.</summary>
internal sealed class MemoryStore : IWorld
{
    private int _steps;

    public World World { get; set; } = new();

    /// <summary>The step at which the process dies; null: never.</summary>
    public int? DiesAt { get; set; }

    public int Steps => _steps;

    /// <summary>A group whose rows cannot be read.</summary>
    public Func<AlertGroup, bool> IsBroken { get; set; } = _ => false;

    public void Restart(int? diesAt)
    {
        (_steps, DiesAt) = (0, diesAt);
    }

    public Task<IAlertTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        Step();
        return Task.FromResult<IAlertTransaction>(new MemoryTransaction(this, World));
    }

    public Task<DateTimeOffset?> NextDueAsync(RoutingTree tree, CancellationToken cancellationToken) =>
        Task.FromResult(World.Groups.Values.Min(group => World.IsKnown(group, tree) ? group.NextFlushAt : group.NextFlushAt + RouteStage.Patience));

    public Task<IReadOnlyList<Claim>> ClaimAsync(string channel, int most, bool criticalOnly, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken)
    {
        Step();
        var due = World.Notifications
            .Where(row => row.Notification.Channel == channel && MayGo(row, now, underWay) && !World.Notifications.Exists(other => IsEarlierOpen(other, row, now)) && (!criticalOnly || IsCritical(row)))
            .OrderBy(row => row.NextAttemptAt).Take(most).ToList();
        var claims = due.Select(row => new Claim(row.Notification, row.Attempts + 1, Guid.NewGuid()) { ToldSince = ToldSince(row) }).ToList();
        foreach (var (row, claim) in due.Zip(claims))
        {
            Replace(row, row with { Status = NotificationStatus.Sending, Attempts = claim.Attempt, Lease = claim.Lease, LeaseUntil = now + lease });
        }

        Step();
        return Task.FromResult<IReadOnlyList<Claim>>(claims);
    }

    public Task ForgetLossesAsync(string channel, CancellationToken cancellationToken)
    {
        World = World with { Memories = World.Memories.SetItems(World.Memories.Where(memory => memory.Key.Channel == channel).Select(memory => KeyValuePair.Create(memory.Key, memory.Value with { Losses = 0 }))) };
        return Task.CompletedTask;
    }

    public Task<Traffic> TrafficAsync(string channel, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Step();
        var rows = World.Notifications.Where(row => row.Notification.Channel == channel).ToList();
        var sent = rows.Where(row => row.DeliveredAt > since).ToList();
        var due = rows.Where(row => IsDue(row, now) && (row.Digest is not null || !rows.Exists(other => IsEarlierOpen(other, row, now) && !IsDue(other, now)))).ToList();
        return Task.FromResult(new Traffic(
            sent.Concat(rows.Where(row => row.Status == NotificationStatus.Sending && row.LeaseUntil > now)).DistinctBy(row => row.Digest ?? row.Notification.Id).Count(),
            sent.Min(row => row.DeliveredAt),
            due.Count(row => row.Digest is null),
            due.Count(row => row is { Digest: null, Waits: true }),
            due.Count(row => row is { Digest: null, Notification.Severity: Severity.Critical }),
            due.Exists(row => row.Digest is not null)));
    }

    public Task<DigestClaim?> ClaimDigestAsync(string channel, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken)
    {
        Step();
        var due = World.Notifications.Where(row => row.Notification.Channel == channel && MayGo(row, now, underWay)).ToList();
        var open = due.Select(row => row.Digest).FirstOrDefault(digest => digest is not null);
        due.RemoveAll(row => row.Digest != open);
        var (id, token) = (open ?? Guid.NewGuid(), Guid.NewGuid());
        var parts = new List<Claim>();
        foreach (var row in due.Where(row => open is not null || !World.Notifications.Exists(other => IsEarlierOpen(other, row, now) && !due.Contains(other))).ToList())
        {
            parts.Add(new Claim(row.Notification, row.Attempts + 1, token) { ToldSince = ToldSince(row) });
            Replace(row, row with { Status = NotificationStatus.Sending, Attempts = row.Attempts + 1, Lease = token, LeaseUntil = now + lease, Digest = id });
        }

        Step();
        return Task.FromResult(parts.Count == 0 ? null : new DigestClaim(id, parts));
    }

    public async Task<bool> RecordAsync(Claim claim, Settlement settlement, CancellationToken cancellationToken)
    {
        var recorded = false;
        foreach (var part in claim.Parts.Count == 0 ? [claim] : claim.Parts)
        {
            recorded |= await RecordOneAsync(part, claim.Parts.Count == 0 ? settlement : settlement.InDigest(claim.Parts.Count));
        }

        return recorded;
    }

    private Task<bool> RecordOneAsync(Claim claim, Settlement settlement)
    {
        Step();
        var row = World.Notifications.Single(row => row.Notification.Id == claim.Notification.Id);
        if (row.Lease != claim.Lease || row.Status != NotificationStatus.Sending)
        {
            return Task.FromResult(false);
        }

        if (settlement.Status != NotificationStatus.Pending)
        {
            var kind = settlement.IsLost ? TimelineKind.DeliveryFailed : TimelineKind.Delivered;
            World = World with { Timeline = World.Timeline.AddRange(row.Notification.Alerts.Select(alert => new TimelineEntry(alert.Id, settlement.At, kind, settlement.Reason ?? "delivered", row.Notification.Channel))) };
        }

        Replace(row, row with { Status = settlement.Status, NextAttemptAt = settlement.NextAttemptAt ?? row.NextAttemptAt, Lease = null, Reason = settlement.Reason, DeliveredAt = settlement.Status == NotificationStatus.Delivered ? settlement.At : null });
        var key = (row.Notification.GroupId, row.Notification.Channel);
        if (settlement.IsLost && World.Memories[key] is { } memory && memory.Change == row.Notification.Change)
        {
            World = World with { Memories = World.Memories.SetItem(key, Forget(memory, row.Notification, settlement, IsLostBefore(row) ? memory.Losses + 1 : 1)) };
        }

        if (Retelling.IsDue(row.Notification, settlement.IsLost))
        {
            TellAgain(row.Notification, settlement);
        }

        if (settlement.PausedUntil is { } until)
        {
            World = World with { Paused = World.Paused.SetItem(row.Notification.Channel, until) };
        }

        Step();
        return Task.FromResult(true);
    }

    private static ChannelMemory Forget(ChannelMemory memory, Notification lost, Settlement settlement, int losses) => memory with
    {
        Told = memory.Told.Except(lost.NewlyTold).ToHashSet(),
        Acknowledged = memory.Acknowledged.Except(lost.NewlyTaken).ToHashSet(),
        NotifiedAt = lost.ToldBefore ?? memory.NotifiedAt,
        Failure = settlement.Reason,
        Losses = losses,
        LostAt = settlement.At,
    };

    private bool IsLostBefore(Queued row) =>
        World.Notifications.Where(other => IsEarlier(other, row)).MaxBy(other => other.Notification.Change)?.Status is NotificationStatus.Rejected or NotificationStatus.Failed;

    private void TellAgain(Notification notification, Settlement settlement)
    {
        var owed = notification.Ended.Select(id => World.Alerts[id]).Where(alert => !World.Alerts.Values.Any(later => later.Fingerprint == alert.Fingerprint && later.Id > alert.Id)).ToList();
        if (owed.Count == 0)
        {
            return;
        }

        var (group, key) = (World.Groups[notification.GroupId], (notification.GroupId, notification.Channel));
        var (memory, at) = (World.Memories[key], settlement.At + Retelling.Pause);
        World = World with
        {
            Members = World.Members.SetItems(owed.Select(alert => KeyValuePair.Create((group.Id, alert.Id), (Hold?)null))),
            Retold = World.Retold.SetItems(owed.Select(alert => KeyValuePair.Create((group.Id, alert.Id), notification.Retold + 1))),
            Groups = World.Groups.SetItem(group.Id, group with { NextFlushAt = group.NextFlushAt < at ? group.NextFlushAt : at }),
            Memories = World.Memories.SetItem(key, memory with { Failure = settlement.Reason, Told = memory.Told.Union(owed.Select(alert => alert.Fingerprint)).ToHashSet() }),
        };
    }

    private bool IsPaused(string channel, DateTimeOffset now) => World.Paused.TryGetValue(channel, out var until) && until > now;

    public Task<DateTimeOffset?> NextAttemptAsync(DateTimeOffset now) => Task.FromResult(World.Notifications
        .Where(row => row.Status is NotificationStatus.Pending or NotificationStatus.Sending)
        .Select(row => row.Status == NotificationStatus.Pending ? row.NextAttemptAt : row.LeaseUntil)
        .Concat(World.Paused.Values.Select(until => (DateTimeOffset?)until))
        .Where(at => at > now).Min());

    public Task AddAsync(Silence silence)
    {
        World = World with { Silences = World.Silences.Add(silence) };
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string fingerprint) =>
        Task.FromResult<IReadOnlyList<TimelineEntry>>(World.Timeline.Where(entry => World.Alerts[entry.AlertId].Fingerprint == fingerprint).ToList());

    public Task<int> EpisodesAsync(string fingerprint) => Task.FromResult(World.Alerts.Values.Count(alert => alert.Fingerprint == fingerprint));

    public Task<IReadOnlyList<string?>> DecisionsAsync() => Task.FromResult<IReadOnlyList<string?>>(World.Memories.Values.Select(memory => memory.Decision).ToList());

    public Task<IReadOnlyList<string>> RoutesInUseAsync() =>
        Task.FromResult<IReadOnlyList<string>>(World.Members.Keys.Select(member => World.Groups[member.Group].Identity.RouteId).Distinct().ToList());

    /// <summary>Counts a step, and dies at the one that was asked for.</summary>
    public void Step()
    {
        if (++_steps == DiesAt)
        {
            throw new KilledException();
        }
    }

    private void Replace(Queued old, Queued row) => World = World with { Notifications = World.Notifications.Replace(old, row) };

    private static bool IsDue(Queued row, DateTimeOffset now) =>
        (row.Status == NotificationStatus.Pending && row.NextAttemptAt <= now) || (row.Status == NotificationStatus.Sending && row.LeaseUntil <= now);

    private bool MayGo(Queued row, DateTimeOffset now, Guid[] underWay) =>
        !IsPaused(row.Notification.Channel, now) && IsDue(row, now) && !underWay.Contains(row.Notification.Id)
        && !World.Notifications.Exists(later => later.Status == NotificationStatus.Sending && IsEarlier(row, later) && (later.LeaseUntil > now || underWay.Contains(later.Notification.Id)));

    private bool IsCritical(Queued row) =>
        row.Notification.Severity == Severity.Critical || World.Notifications.Exists(later => later is { Status: NotificationStatus.Pending, Notification.Severity: Severity.Critical } && IsEarlier(row, later));

    private List<string> ToldSince(Queued row) =>
        World.Notifications.Where(later => later.Status == NotificationStatus.Delivered && IsEarlier(row, later)).SelectMany(later => later.Notification.Alerts).Select(alert => alert.Fingerprint).Distinct().ToList();

    private static bool IsEarlierOpen(Queued other, Queued row, DateTimeOffset now) =>
        other.Status is NotificationStatus.Pending or NotificationStatus.Sending
        && IsEarlier(other, row)
        && !(other.Waits && other.Attempts == 0 && other.NextAttemptAt > now);

    private static bool IsEarlier(Queued one, Queued other) =>
        (one.Notification.GroupId, one.Notification.Channel) == (other.Notification.GroupId, other.Notification.Channel) && one.Notification.Change < other.Notification.Change;
}

internal sealed class MemoryTransaction(MemoryStore store, World world) : IAlertTransaction
{
    public Task LockAsync(string fingerprint, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<Known>> KnowAsync(IReadOnlyList<(string Fingerprint, Guid FiredEventId)> changes, CancellationToken cancellationToken) => Read<IReadOnlyList<Known>>(changes.Select(change =>
    {
        var open = world.Alerts.Values.SingleOrDefault(alert => alert.Fingerprint == change.Fingerprint && alert.IsOpen);
        return new Known(
            world.Alerts.Values.SingleOrDefault(alert => alert.FiredEventId == change.FiredEventId) ?? (world.Rules.GetValueOrDefault(change.FiredEventId) is { } joined ? world.Alerts[joined.AlertId] : null),
            open,
            world.EarlyEnds.GetValueOrDefault(change.FiredEventId),
            [.. world.Rules.Values.Where(rule => rule.EndedAt is null && rule.AlertId == open?.Id).OrderBy(rule => rule.StartsAt)]);
    }).ToList());

    public Task<Alert?> FindOpenAsync(string fingerprint, CancellationToken cancellationToken) => Read(world.Alerts.Values.SingleOrDefault(alert => alert.Fingerprint == fingerprint && alert.IsOpen));

    public Task<Alert?> FindLatestAsync(string fingerprint, CancellationToken cancellationToken) => Read(world.Alerts.Values.Where(alert => alert.Fingerprint == fingerprint).MaxBy(alert => alert.StartsAt));

    public Task<IReadOnlyList<Alert>> OpenAlertsAsync(long afterId, int most, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<Alert>>(world.Alerts.Values.Where(alert => alert.IsOpen && alert.Id > afterId).OrderBy(alert => alert.Id).Take(most).ToList());

    public Task<IReadOnlyList<Alert>> SaveAsync(IReadOnlyList<Alert> alerts, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Alert>>(alerts.Select(Save).ToList());

    private Alert Save(Alert alert)
    {
        alert = alert with { Id = alert.Id == 0 ? NextId() : alert.Id, Version = NextId() };
        Assert.DoesNotContain(world.Alerts.Values, other => other.IsOpen && alert.IsOpen && other.Fingerprint == alert.Fingerprint && other.Id != alert.Id);
        Write(world with { Alerts = world.Alerts.SetItem(alert.Id, alert), Published = world.Published.Add(alert) });
        return alert;
    }

    public Task SaveAsync(IReadOnlyList<FiringRule> rules, CancellationToken cancellationToken) =>
        rules.Count == 0 ? Task.CompletedTask : Write(world with { Rules = world.Rules.SetItems(rules.Select(rule => KeyValuePair.Create(rule.FiredEventId, rule))) });

    public Task KeepEarlyEndAsync(Guid firedEventId, Ending ending, DateTimeOffset now, CancellationToken cancellationToken) => Write(world with { EarlyEnds = world.EarlyEnds.SetItem(firedEventId, ending) });

    public async Task<LockedGroups> LockGroupsAsync(IReadOnlyList<GroupIdentity> identities, IReadOnlyList<long> alertIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var groups = new List<AlertGroup>();
        foreach (var identity in identities)
        {
            groups.Add(await OpenGroupAsync(identity, now));
        }

        var memberships = await Read(world.Members.Keys.Where(member => alertIds.Contains(member.Alert)).Select(member => (Group: world.Groups[member.Group], member.Alert)).ToList());
        return new LockedGroups(groups.Concat(memberships.Select(one => one.Group)).DistinctBy(group => group.Id).ToDictionary(group => group.Id), memberships);
    }

    private Task<AlertGroup> OpenGroupAsync(GroupIdentity identity, DateTimeOffset now)
    {
        if (world.Groups.Values.FirstOrDefault(group => group.Identity.Hash == identity.Hash) is { } known)
        {
            return Read(known);
        }

        var group = new AlertGroup { Id = NextId(), Identity = identity, CreatedAt = now };
        Write(world with { Groups = world.Groups.Add(group.Id, group) });
        return Task.FromResult(group);
    }

    public Task<ILookup<long, ChannelMemory>> MemoriesAsync(IReadOnlyList<long> groupIds, CancellationToken cancellationToken) =>
        Read(world.Memories.Where(memory => groupIds.Contains(memory.Key.Group)).ToLookup(memory => memory.Key.Group, memory => memory.Value));

    public Task SaveAsync(ToldGroup group, CancellationToken cancellationToken) => Write(world with
    {
        Groups = world.Groups.SetItem(group.Group.Id, world.Groups[group.Group.Id] with { LastNotifiedAt = group.Group.LastNotifiedAt, LastFiringNotifiedAt = group.Group.LastFiringNotifiedAt }),
        Memories = world.Memories.SetItems(group.Memories.Select(memory => KeyValuePair.Create((group.Group.Id, memory.Key), memory.Value))),
    });

    public Task LeaveAsync(long groupId, string fingerprint, CancellationToken cancellationToken)
    {
        var left = world.Members.Keys.Where(member => member.Group == groupId && world.Alerts[member.Alert].Fingerprint == fingerprint).ToList();
        return Write(world with { Members = world.Members.RemoveRange(left), Retold = world.Retold.RemoveRange(left) });
    }

    public Task JoinAsync(long groupId, long alertId, CancellationToken cancellationToken) =>
        world.Members.ContainsKey((groupId, alertId)) ? Task.CompletedTask : Write(world with { Members = world.Members.Add((groupId, alertId), null) });

    public Task ScheduleAsync(long groupId, DateTimeOffset at, CancellationToken cancellationToken) =>
        Set(world.Groups[groupId] is { NextFlushAt: { } next } group && next < at ? group : world.Groups[groupId] with { NextFlushAt = at });

    public Task<AlertGroup?> TakeDueAsync(DateTimeOffset now, RoutingTree tree, CancellationToken cancellationToken) =>
        Read(world.Groups.Values.Where(group => group.NextFlushAt <= (world.IsKnown(group, tree) ? now : now - RouteStage.Patience)).MinBy(group => group.NextFlushAt));

    public Task<Passage> LoadAsync(AlertGroup group, PipelineRules rules, DateTimeOffset now, CancellationToken cancellationToken) => store.IsBroken(group) ? throw new FormatException("a stored value is not as it must be") : Read(new Passage
    {
        Now = now,
        Rules = rules,
        IsTreeCurrent = world.IsCurrent(rules.Tree),
        Group = group,
        Members = [.. world.Members.Where(member => member.Key.Group == group.Id).Select(member => new Member(world.Alerts[member.Key.Alert], PreviousHold: member.Value, Retold: world.Retold.GetValueOrDefault(member.Key)))],
        InhibitionSources = world.Alerts.Values.Where(alert => alert.IsOpen && rules.Tree.Inhibit.Any(rule => rule.Source.AllMatch(alert.Labels))).ToList(),
        DependencySources = world.Alerts.Values.Where(alert => alert.IsOpen && rules.Tree.Dependencies.Targets.Contains(alert.Place)).ToList(),
        Silences = world.Silences,
        Maintenance = world.Maintenance,
        Memories = world.Memories.Where(memory => memory.Key.Group == group.Id).ToImmutableDictionary(memory => memory.Key.Channel, memory => memory.Value),
    });

    public Task SaveAsync(Passage passage, CancellationToken cancellationToken)
    {
        var group = passage.Group.Id;
        Assert.DoesNotContain(passage.Notifications, notification => world.Notifications.Exists(row => row.Notification.Id == notification.Id));
        return Write(world with
        {
            Groups = world.Groups.SetItem(group, passage.Group),
            Members = world.Members.RemoveRange(passage.Leaving.Select(alert => (group, alert))).SetItems(passage.Members.Select(member => KeyValuePair.Create((group, member.Alert.Id), member.Hold))),
            Retold = world.Retold.RemoveRange(passage.Leaving.Select(alert => (group, alert))),
            Memories = world.Memories.SetItems(passage.Memories.Values.Select(memory => KeyValuePair.Create((group, memory.Channel), memory))),
            Notifications = world.Notifications.AddRange(passage.Notifications.Select(notification => new Queued(notification, NotificationStatus.Pending, 0, notification.NotBefore ?? passage.Now, null, null, null))),
            Timeline = world.Timeline.AddRange(passage.Timeline),
        });
    }

    public Task PostponeAsync(long groupId, DateTimeOffset at, CancellationToken cancellationToken) => Set(world.Groups[groupId] with { NextFlushAt = at });

    public Task TellAsync(IReadOnlyCollection<TimelineEntry> entries, CancellationToken cancellationToken) => Write(world with { Timeline = world.Timeline.AddRange(entries) });

    public Task<string?> RoutingHashAsync(CancellationToken cancellationToken) => Read(world.RoutingHash);

    public Task SaveRoutingHashAsync(string hash, CancellationToken cancellationToken) => Write(world with { RoutingHash = hash });

    public Task CommitAsync(CancellationToken cancellationToken)
    {
        store.Step();
        store.World = world;
        store.Step();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task Set(AlertGroup group) => Write(world with { Groups = world.Groups.SetItem(group.Id, group) });

    private Task Write(World next)
    {
        store.Step();
        world = next;
        return Task.CompletedTask;
    }

    private Task<T> Read<T>(T value)
    {
        store.Step();
        return Task.FromResult(value);
    }

    private long NextId()
    {
        world = world with { Ids = world.Ids + 1 };
        return world.Ids;
    }
}
