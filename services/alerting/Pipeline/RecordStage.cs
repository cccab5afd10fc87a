using System.Collections.Immutable;
using PerfMonitor.Alerting.Alerts;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>What is to be remembered? The channels' memory, the group's clock, the alerts' stories.</summary>
internal static class RecordStage
{
    /// <summary>After a run a channel can only believe in what is still open in the group.</summary>
    public static ChannelMemory Remember(ChannelMemory memory, Verdict verdict, Notification? notification, IReadOnlySet<string> open, DateTimeOffset now) => verdict switch
    {
        Verdict.Notify notify => memory with
        {
            Change = notification!.Change,
            NotifiedAt = IsNews(notification) ? now : memory.NotifiedAt,
            Acknowledged = notify.Firing.Where(alert => alert.State == AlertState.Acknowledged).Select(alert => alert.Fingerprint).ToHashSet(),
            Told = memory.Told.Union(notify.Firing.Select(alert => alert.Fingerprint)).Where(open.Contains).ToHashSet(),
            Thread = notification.Thread,
            Failure = null,
            Decision = notify.Text,
        },
        _ => memory with { Told = memory.Told.Where(open.Contains).ToHashSet(), Acknowledged = memory.Acknowledged.Where(open.Contains).ToHashSet(), Decision = verdict.Text },
    };

    public static Passage Run(Passage passage)
    {
        var open = passage.Members.Where(member => member.Alert.IsOpen).Select(member => member.Alert.Fingerprint).ToHashSet();
        var memories = passage.Decisions.Aggregate(passage.Memories, (known, decision) =>
        {
            var before = known.GetValueOrDefault(decision.Channel, new ChannelMemory(decision.Channel));
            var after = Remember(before, decision.Verdict, passage.Notifications.Find(notification => notification.Channel == decision.Channel), open, passage.Now);
            return known.SetItem(decision.Channel, after with { Ended = CooldownStage.Ended(before, after.Told, passage.Route?.Cooldown ?? TimeSpan.Zero, passage.Now) });
        });
        var resolved = passage.Members.Where(member => !member.Alert.IsOpen).ToList();
        var remaining = passage.Members.RemoveAll(member => !member.Alert.IsOpen);
        var news = passage.Notifications.FindAll(IsNews);
        var group = news.Count == 0 ? passage.Group : passage.Group with
        {
            LastNotifiedAt = passage.Now,
            LastFiringNotifiedAt = news.Exists(notification => notification.IsFiring) ? passage.Now : passage.Group.LastFiringNotifiedAt,
        };
        return passage with
        {
            Memories = memories,
            Members = remaining,
            Leaving = passage.Leaving.AddRange(resolved.Select(member => member.Alert.Id)),
            Group = group with { NextFlushAt = GroupStage.Next(remaining, passage.Decisions, memories.Values, group.LastFiringNotifiedAt, passage.Route, passage.Now) },
            Timeline = passage.Timeline.AddRange(Notified(passage)).AddRange(HeldBack(passage)).AddRange(NeverTold(passage, resolved)),
        };
    }

    // That somebody has taken an alert is said without delay, and makes nothing else wait.
    private static bool IsNews(Notification notification) => notification.Reason != NotifyReason.Acknowledged;

    private static IEnumerable<TimelineEntry> Notified(Passage passage) =>
        from notification in passage.Notifications
        from alert in notification.Alerts
        select new TimelineEntry(alert.Id, passage.Now, TimelineKind.Notified, notification.ReasonText, notification.Channel);

    private static IEnumerable<TimelineEntry> HeldBack(Passage passage) =>
        from member in passage.Members
        where member.Hold is not null && member.Alert.IsOpen && (member.Hold.Stage, member.Hold.Reason) != (member.PreviousHold?.Stage, member.PreviousHold?.Reason)
        select new TimelineEntry(member.Alert.Id, passage.Now, TimelineKind.HeldBack, member.Hold!.Reason);

    // Written once, when the alert leaves its group: afterwards nothing else says why a channel heard nothing.
    private static IEnumerable<TimelineEntry> NeverTold(Passage passage, List<Member> resolved)
    {
        var telling = passage.Decisions.RemoveAll(decision => decision.IsClosing);
        foreach (var alert in resolved.Where(member => member.Retold == 0).Select(member => member.Alert))
        {
            var untold = telling.FindAll(decision => !IsTold(passage, decision, alert));
            if (untold.Count == telling.Count && !passage.Memories.Values.Any(memory => memory.Told.Contains(alert.Fingerprint)) && !untold.Exists(decision => decision.Verdict is Verdict.StaySilent { Until: not null }))
            {
                yield return new(alert.Id, passage.Now, TimelineKind.HeldBack, "resolved before anybody was told, so nobody is told of the end");
                continue;
            }

            foreach (var (channel, verdict, _) in untold)
            {
                var why = verdict is Verdict.StaySilent { Until: not null } coolsDown ? $" ({coolsDown.Text})" : "";
                yield return new(alert.Id, passage.Now, TimelineKind.HeldBack, $"resolved before this channel was told, so it is not told of the end{why}", channel);
            }
        }
    }

    private static bool IsTold(Passage passage, ChannelDecision decision, Alert alert) =>
        passage.Memories.GetValueOrDefault(decision.Channel)?.Told.Contains(alert.Fingerprint) == true
        || (decision.Verdict is Verdict.Notify notify && notify.Cleared.Any(cleared => cleared.Id == alert.Id));
}
