using System.Collections.Immutable;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>
/// Was the channel told of this only just now? Within the route's cooldown a new beginning is put off, so that something that comes and goes is
/// announced once in that time: of a group that was all clear, and of a single alert beside others that fire on. What still fires when the cooldown
/// is over is told then. Whatever closes what was announced, reminds of it or did not arrive is not put off.
/// </summary>
internal static class CooldownStage
{
    public static Verdict Decide(Verdict verdict, IReadOnlyList<Member> members, ChannelMemory memory, ChannelRule channel, AlertRoute route, DateTimeOffset now) => verdict switch
    {
        _ when route.Cooldown == TimeSpan.Zero => verdict,
        Verdict.Notify { Reason: NotifyReason.FirstNotification or NotifyReason.Missed } beginning => DecideGroup(beginning, memory, route.Cooldown, now),
        Verdict.Notify { Reason: NotifyReason.NewAlerts } news => DecideAlerts(news, members, memory, channel, route, now),
        _ => verdict,
    };

    /// <summary>The alerts whose end the channel has heard of within the cooldown.</summary>
    public static IReadOnlyDictionary<string, DateTimeOffset> Ended(ChannelMemory before, IReadOnlySet<string> told, TimeSpan cooldown, DateTimeOffset now)
    {
        if (cooldown == TimeSpan.Zero)
        {
            return ImmutableDictionary<string, DateTimeOffset>.Empty;
        }

        var ended = before.Ended.Where(one => one.Value + cooldown > now).ToDictionary();
        foreach (var fingerprint in before.Told.Where(fingerprint => !told.Contains(fingerprint)))
        {
            ended[fingerprint] = now;
        }

        return ended.Count <= AlertGroup.MostMembers ? ended : ended.OrderByDescending(one => one.Value).Take(AlertGroup.MostMembers).ToDictionary();
    }

    public static Passage Run(Passage passage) => passage.Route is not { } route || route.Cooldown == TimeSpan.Zero
        ? passage
        : passage with
        {
            Decisions = passage.Decisions.ConvertAll(decision => decision with
            {
                Verdict = Decide(
                    decision.Verdict, passage.Members, passage.MemoryOf(decision.Channel), passage.Rules.Channels[decision.Channel], route, passage.Now),
            }),
        };

    private static Verdict DecideGroup(Verdict.Notify beginning, ChannelMemory memory, TimeSpan cooldown, DateTimeOffset now)
    {
        if (memory.NotifiedAt + cooldown is not { } end)
        {
            return beginning;
        }

        if (end > now)
        {
            return new Verdict.StaySilent($"cools down until {Text.Of(end)}: this channel was told of the group {Text.Of(now - memory.NotifiedAt!.Value)} ago", end);
        }

        return beginning.Fresh.Any(alert => alert.StartsAt < end) ? beginning with { Text = $"{beginning.Text}, put off by the cooldown until {Text.Of(end)}" } : beginning;
    }

    // Without those that came back too soon it is decided once more: what else there is to tell does not wait with them.
    private static Verdict DecideAlerts(Verdict.Notify news, IReadOnlyList<Member> members, ChannelMemory memory, ChannelRule channel, AlertRoute route, DateTimeOffset now)
    {
        var back = news.Fresh.Where(alert => memory.Ended.GetValueOrDefault(alert.Fingerprint, DateTimeOffset.MinValue) + route.Cooldown > now).Select(alert => alert.Fingerprint).ToHashSet();
        if (back.Count == 0)
        {
            return news;
        }

        var until = back.Min(fingerprint => memory.Ended[fingerprint]) + route.Cooldown;
        var rest = DeduplicateStage.Decide([.. members.Where(member => !member.Alert.IsOpen || !back.Contains(member.Alert.Fingerprint))], memory, channel, route.RepeatInterval, now);
        return rest is Verdict.Notify other
            ? other with { Text = $"{other.Text}; {Text.Count(back.Count, "alert")} that came back cools down" }
            : new Verdict.StaySilent($"cools down until {Text.Of(until)}: this channel was told of the alert's end {Text.Of(now - (until - route.Cooldown))} ago", until);
    }
}
