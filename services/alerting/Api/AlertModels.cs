using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Explanations;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Api;

/// <summary>An alert as the API shows it.</summary>
internal sealed record AlertModel
{
    /// <summary>Of the episode; the fingerprint stays the same over all episodes.</summary>
    public required long Id { get; init; }

    public required string Fingerprint { get; init; }

    public required string Name { get; init; }

    public required string RuleGroup { get; init; }

    public required string Severity { get; init; }

    public required string State { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public required string Expression { get; init; }

    public required double Value { get; init; }

    public double? Threshold { get; init; }

    public string? Comparison { get; init; }

    public required DateTimeOffset ActiveSince { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string? EndReason { get; init; }

    public double? EndValue { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? Note { get; init; }

    public required long Version { get; init; }

    public required IReadOnlyList<NotificationModel> Notifications { get; init; }

    public static AlertModel Of(Alert alert, IEnumerable<NotificationEntry> notifications) => new()
    {
        Id = alert.Id,
        Fingerprint = alert.Fingerprint,
        Name = alert.Name,
        RuleGroup = alert.RuleGroup,
        Severity = AlertRow.Word(alert.Severity),
        State = AlertRow.Word(alert.State),
        Labels = alert.Labels,
        Annotations = alert.Annotations,
        Expression = alert.Expression,
        Value = alert.Value,
        Threshold = alert.Threshold,
        Comparison = alert.Comparison,
        ActiveSince = alert.ActiveSince,
        StartsAt = alert.StartsAt,
        EndsAt = alert.EndsAt,
        EndReason = alert.EndReason,
        EndValue = alert.EndValue,
        AcknowledgedBy = alert.AcknowledgedBy,
        AcknowledgedAt = alert.AcknowledgedAt,
        Note = alert.Note,
        Version = alert.Version,
        Notifications = notifications.Select(NotificationModel.Of).ToList(),
    };
}

/// <summary>One notification about an alert: why it was sent, what came of it, and how long each part of the way took.</summary>
internal sealed record NotificationModel(
    Guid Id,
    string Channel,
    DateTimeOffset At,
    string Status,
    string Reason,
    int Attempts,
    string? Outcome,
    DateTimeOffset? NextAttemptAt,
    PathModel Path)
{
    public static NotificationModel Of(NotificationEntry entry) => new(
        entry.Id, entry.Channel, entry.At, entry.Status, entry.Reason, entry.Attempts, entry.Outcome, entry.NextAttemptAt,
        new PathModel(entry.SampleAt, entry.ChangedAt, entry.ReceivedAt, entry.At, entry.DeliveredAt));
}

/// <summary>The stamps of an alert's way: sample taken, rule changed, received here, queued for the channel, taken by the channel.</summary>
internal sealed record PathModel(DateTimeOffset? SampleAt, DateTimeOffset? ChangedAt, DateTimeOffset? ReceivedAt, DateTimeOffset QueuedAt, DateTimeOffset? DeliveredAt);

/// <summary>One alert with its whole story.</summary>
internal sealed record AlertStoryModel(
    AlertModel Alert,
    DateTimeOffset? AcknowledgedUntil,
    VerdictModel? Verdict,
    IReadOnlyList<TimelineModel> Timeline,
    IReadOnlyList<GroupModel> Groups,
    EscalationOutlookModel? Escalation,
    IReadOnlyList<EpisodeModel> Episodes);

/// <summary>How the escalation stands, and whom its next step tells by who is on call then.</summary>
internal sealed record EscalationOutlookModel(
    string Policy, string Phase, int Taken, int Steps, IReadOnlyList<string> Told, DateTimeOffset? NextAt, IReadOnlyList<Reached> Next, IReadOnlyList<string> Missing, string? Held)
{
    public static EscalationOutlookModel? Of(EscalationOutlook? outlook) => outlook is null
        ? null
        : new(outlook.Policy, AlertRow.Word(outlook.Phase), outlook.Taken, outlook.Steps, outlook.Told, outlook.NextAt, outlook.Next, outlook.Missing, outlook.Held);
}

/// <summary>What the episode was, by a person's word.</summary>
internal sealed record VerdictModel(string Verdict, string? Note, string JudgedBy, DateTimeOffset JudgedAt);

internal sealed record TimelineModel(DateTimeOffset At, string Kind, string Text, string? Actor)
{
    public static TimelineModel Of(TimelineEntry entry) => new(entry.At, char.ToLowerInvariant(entry.Kind.ToString()[0]) + entry.Kind.ToString()[1..], entry.Text, entry.Actor);
}

/// <summary>A way the alert takes: why this route and this group, when it is looked at next, and what becomes of it in each channel. Of an alert that is over: what the record says.</summary>
internal sealed record GroupModel(string Key, string Route, string Matched, int Members, DateTimeOffset? NextFlushAt, string? NextFlushReason, HoldModel? Held, IReadOnlyList<ChannelStandingModel> Channels)
{
    public static GroupModel Of(GroupExplanation group) => new(
        group.Key,
        group.Route,
        group.Matched,
        group.Members,
        group.NextFlushAt,
        group.NextFlushReason,
        group.Held is { } hold ? new HoldModel(hold.Stage, hold.Reason) : null,
        [.. group.Channels.Select(static channel => new ChannelStandingModel(channel.Channel, AlertRow.Word(channel.Standing), channel.Reason, channel.Until, channel.Decision, channel.Failure))]);
}

internal sealed record HoldModel(string Stage, string Reason);

/// <summary>Why the channel was told of the alert or not; <c>decision</c> is what the group's last look decided.</summary>
internal sealed record ChannelStandingModel(string Channel, string Standing, string Reason, DateTimeOffset? Until, string? Decision, string? Failure);

internal sealed record EpisodeModel(long Id, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, string State, double Value);
