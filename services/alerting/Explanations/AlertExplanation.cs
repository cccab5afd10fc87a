using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Explanations;

/// <summary>
/// Why people were told of an alert or not. Pure: asks the pipeline's own decisions again, from what is stored, so that nothing is written for it at
/// every look. Of an alert that is over and in no group any more it tells from the record, along the routes as they are now.
/// </summary>
internal static class AlertExplanation
{
    public static IReadOnlyList<GroupExplanation> Of(AlertRecord record, PipelineRules rules, ChannelOutlook channels, DateTimeOffset now)
    {
        var ways = RouteStage.Decide(record.Alert.Labels, rules.Tree.Root).Select(match => (match.Route, match.Reason, Identity: GroupIdentity.Of(match.Route, record.Alert.Labels))).ToList();
        var taken = ways.Select(way => Explain(way.Route, way.Reason, way.Identity, record.Groups.FirstOrDefault(standing => standing.Group.Identity.Hash == way.Identity.Hash)));
        var left = record.Groups.Where(standing => ways.TrueForAll(way => way.Identity.Hash != standing.Group.Identity.Hash)).Select(Leave);
        return [.. taken, .. left];

        GroupExplanation Explain(AlertRoute route, string matched, GroupIdentity identity, GroupStanding? standing)
        {
            var next = standing?.Group.NextFlushAt is { } at ? new Due(at, GroupStage.WhyThen(at, record.Alert, standing.Group, route, standing.Memories, now)) : null;
            var channel = new Way(record, route, rules, channels, standing, next, now);
            return new(identity.Key, route.Id, matched, standing?.Members ?? 0, next?.At, next?.Reason, standing?.Hold, [.. route.Channels.Select(channel.Explain)]);
        }
    }

    private static GroupExplanation Leave(GroupStanding standing) => new(
        standing.Group.Identity.Key, standing.Group.Identity.RouteId, "the routing has changed since, and the alert is about to leave this group", standing.Members, standing.Group.NextFlushAt, null, standing.Hold, []);

    /// <summary>One way of the alert, to each of its channels.</summary>
    private sealed class Way(AlertRecord record, AlertRoute route, PipelineRules rules, ChannelOutlook channels, GroupStanding? standing, Due? next, DateTimeOffset now)
    {
        private readonly Alert _alert = record.Alert;

        public ChannelExplanation Explain(string channel)
        {
            var memory = standing?.Memories.FirstOrDefault(known => known.Channel == channel) ?? new ChannelMemory(channel);
            var told = record.Told.Where(message => message.Channel == channel && (standing is null || message.GroupId == standing.Group.Id)).MaxBy(message => message.At);
            var explained = !rules.Channels.TryGetValue(channel, out var rule) ? new ChannelExplanation(channel, ChannelStanding.Off, channels.Off.GetValueOrDefault(channel, "there is no such channel any more"))
                : told is { Status: NotificationStatus.Pending or NotificationStatus.Sending } ? Wait(told)
                : standing is null ? Remember(channel, told)
                : Decide(rule, memory);
            return explained with { Decision = memory.Decision, Failure = memory.Failure };
        }

        private ChannelExplanation Wait(ToldChannel told) => told switch
        {
            { Status: NotificationStatus.Sending } => new(told.Channel, ChannelStanding.Queued, $"is being sent: {told.Reason}"),
            { Waits: true, Attempts: 0 } when told.NextAttemptAt > now => new(told.Channel, ChannelStanding.Queued, $"waits for the channel's digest: {told.Reason}", told.NextAttemptAt),
            { Attempts: > 0 } => new(told.Channel, ChannelStanding.Queued, $"{Text.Count(told.Attempts, "attempt")} did not arrive ({told.Outcome}); the next is due", told.NextAttemptAt),
            _ when channels.Paces.GetValueOrDefault(told.Channel) is Pace.Wait wait => new(told.Channel, ChannelStanding.Queued, $"waits for the channel's limit: {wait.Reason}", wait.Until),
            _ => new(told.Channel, ChannelStanding.Queued, $"waits for its turn: {told.Reason}"),
        };

        private ChannelExplanation Decide(ChannelRule rule, ChannelMemory memory)
        {
            var isTold = memory.Told.Contains(_alert.Fingerprint);
            if (standing!.Place > AlertGroup.MostMembers)
            {
                return new(rule.Name, ChannelStanding.Silent, $"number {standing.Place} of {standing.Members} in the group: the oldest {AlertGroup.MostMembers} are looked at, this one when some of them have resolved");
            }

            if (standing.Hold is { } hold && _alert.IsOpen)
            {
                return new(rule.Name, ChannelStanding.Held, isTold ? $"told before, and now {hold.Reason}" : hold.Reason, hold.Until);
            }

            var member = new Member(_alert, PreviousHold: standing.Hold, WasDue: !_alert.IsOpen && GroupStage.WasDue(_alert, standing.Group, route, now));
            var verdict = CooldownStage.Decide(DeduplicateStage.Decide([member], memory, rule, route.RepeatInterval, now), [member], memory, rule, route, now);
            return PauseStage.Decide(verdict, memory, route, now) switch
            {
                Verdict.Notify notify => new(rule.Name, ChannelStanding.Due, $"{notify.Text}, when the group is looked at next", next?.At),
                Verdict.StaySilent silent when isTold => new(rule.Name, ChannelStanding.Told, silent.Text, silent.Until ?? (_alert.State == AlertState.Firing ? memory.NotifiedAt + route.RepeatInterval : null)),
                Verdict.StaySilent silent => new(rule.Name, ChannelStanding.Silent, silent.Text, silent.Until),
                var other => throw new InvalidOperationException($"No such verdict: {other}."),
            };
        }

        private ChannelExplanation Remember(string channel, ToldChannel? told) => told switch
        {
            { Status: NotificationStatus.Delivered } => new(channel, ChannelStanding.Told, $"told {(told.Count == 1 ? "once" : $"{told.Count} times, at last")} at {Text.Of(told.At)}: {told.Reason}{(told.Outcome is { } how ? $" ({how})" : "")}"),
            not null => new(channel, ChannelStanding.Failed, $"the last message, at {Text.Of(told.At)}, did not arrive: {told.Outcome}"),
            _ when _alert.IsOpen => new(channel, ChannelStanding.Silent, "the routing has changed, and the alert is about to be put into this group"),
            _ => new(channel, ChannelStanding.Untold, WhyUntold(channel)),
        };

        // What was said of this channel alone explains more than what was said of all.
        private string WhyUntold(string channel) =>
            (record.Timeline.LastOrDefault(entry => entry.Kind == TimelineKind.HeldBack && entry.Actor == channel)
                ?? record.Timeline.LastOrDefault(entry => entry.Kind == TimelineKind.HeldBack && entry.Actor is null))?.Text
            ?? $"no message to this channel names it; of more than {Notification.MostAlerts} alerts in one message the rest is only counted";
    }
}
