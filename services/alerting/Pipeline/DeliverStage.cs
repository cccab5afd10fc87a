using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>What is handed to the channels? Writes the messages; they leave the house only after the transaction that saves them.</summary>
internal static class DeliverStage
{
    public static Notification Decide(AlertGroup group, ChannelMemory memory, Verdict.Notify verdict, ChannelRule channel, DateTimeOffset now, int beyond = 0)
    {
        var alerts = verdict.Firing.OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.StartsAt).ThenBy(alert => alert.Fingerprint, StringComparer.Ordinal)
            .Concat((channel.SendResolved ? verdict.Cleared : []).OrderByDescending(alert => alert.EndsAt).ThenBy(alert => alert.Fingerprint, StringComparer.Ordinal))
            .ToList();
        var id = Id(group, memory.Channel, memory.Change + 1);
        return new Notification
        {
            Id = id,
            GroupId = group.Id,
            GroupKey = group.Identity.Key,
            RouteId = group.Identity.RouteId,
            GroupLabels = group.Identity.Labels,
            Channel = memory.Channel,
            Change = memory.Change + 1,
            Reason = verdict.Reason,
            ReasonText = beyond == 0 ? verdict.Text : $"{verdict.Text}; {Text.Count(beyond, "more alert")} in the group, told of when some of the oldest {AlertGroup.MostMembers} have resolved",
            Alerts = alerts.Take(Notification.MostAlerts).ToList(),
            TruncatedAlerts = Math.Max(0, alerts.Count - Notification.MostAlerts) + beyond,
            NewlyTold = verdict.Firing.Select(alert => alert.Fingerprint).Where(fingerprint => !memory.Told.Contains(fingerprint)).ToList(),
            NewlyTaken = verdict.Firing.Where(alert => alert.State == AlertState.Acknowledged && !memory.Acknowledged.Contains(alert.Fingerprint)).Select(static alert => alert.Fingerprint).ToList(),
            ToldBefore = memory.NotifiedAt,
            Ended = channel.SendResolved ? verdict.Cleared.Where(alert => memory.Told.Contains(alert.Fingerprint)).Select(static alert => alert.Id).ToList() : [],
            Thread = memory.Told.Count > 0 && memory.Thread is { } thread ? thread : id,
            NotBefore = channel.DigestEvery is { } every && !alerts.Exists(alert => alert.Severity == Severity.Critical) ? NextDigest(every, now) : null,
            Stamps = Stamps(verdict, now),
        };
    }

    public static Passage Run(Passage passage) => passage with
    {
        Notifications = passage.Notifications.AddRange(
            from decision in passage.Decisions
            let verdict = decision.Verdict as Verdict.Notify
            where verdict is not null
            let memory = passage.MemoryOf(decision.Channel)
            select Retelling.Mark(Decide(passage.Group, memory, verdict, passage.Rules.Channels[decision.Channel], passage.Now, passage.Beyond), passage.Members, memory.Failure)),
    };

    // By the clock, so that everything that waits goes out in the same digest: every hour means at the full hour.
    private static DateTimeOffset NextDigest(TimeSpan every, DateTimeOffset now) => new((now.UtcTicks / every.Ticks + 1) * every.Ticks, TimeSpan.Zero);

    // The alert that changed last is the one whose way is measured.
    private static PathStamps Stamps(Verdict.Notify verdict, DateTimeOffset now) =>
        verdict.Fresh.MaxBy(alert => alert.StartsAt) is { } fired ? new PathStamps(fired.SampleAt, fired.StartsAt, fired.ReceivedAt, now)
        : verdict.Reason != NotifyReason.Repeat && verdict.Cleared.MaxBy(alert => alert.EndsAt) is { } resolved ? new PathStamps(null, resolved.EndsAt, resolved.EndReceivedAt, now)
        : new PathStamps(null, null, null, now);

    // The same change has the same id however often it is computed; the group's birth keeps ids of a fresh database apart from those of the one before.
    private static Guid Id(AlertGroup group, string channel, int change)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{group.Identity.Hash}|{group.CreatedAt.UtcTicks}|{channel}|{change}");
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
    }
}
