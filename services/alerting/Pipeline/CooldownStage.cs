using System.Collections.Immutable;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>
/// Was the channel told of this group only just now? Within the route's cooldown a new beginning is put off, so that something that comes and goes is
/// announced once in that time. What still fires when the cooldown is over is told then.
/// </summary>
internal static class CooldownStage
{
    public static Verdict Decide(Verdict verdict, ChannelMemory memory, TimeSpan cooldown, DateTimeOffset now)
    {
        if (cooldown == TimeSpan.Zero || memory.NotifiedAt + cooldown is not { } end || verdict is not Verdict.Notify { Reason: NotifyReason.FirstNotification or NotifyReason.Missed } beginning)
        {
            return verdict;
        }

        if (end > now)
        {
            return new Verdict.StaySilent($"cools down until {Text.Of(end)}: this channel was told of the group {Text.Of(now - memory.NotifiedAt!.Value)} ago", end);
        }

        return beginning.Fresh.Any(alert => alert.StartsAt < end) ? beginning with { Text = $"{beginning.Text}, put off by the cooldown until {Text.Of(end)}" } : beginning;
    }

    public static Passage Run(Passage passage) => passage.Route is not { Cooldown: var cooldown } || cooldown == TimeSpan.Zero
        ? passage
        : passage with
        {
            Decisions = passage.Decisions
                .Select(decision => decision with { Verdict = Decide(decision.Verdict, passage.Memories.GetValueOrDefault(decision.Channel, new ChannelMemory(decision.Channel)), cooldown, passage.Now) })
                .ToImmutableList(),
        };
}
