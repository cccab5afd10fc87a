using System.Collections.Immutable;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>
/// Was the channel told of this group only just now? Within the route's cooldown a new beginning is put off, so that something that comes and goes is
/// announced once in that time. What still fires when the cooldown is over is told then.
/// </summary>
internal static class CooldownStage
{
    public static Verdict Decide(Verdict verdict, ChannelMemory memory, TimeSpan cooldown, DateTimeOffset now) =>
        verdict is Verdict.Notify { Reason: NotifyReason.FirstNotification or NotifyReason.Missed } && memory.NotifiedAt + cooldown is { } end && end > now
            ? new Verdict.StaySilent($"cools down until {Text.Of(end)}: this channel was told of the group {Text.Of(now - memory.NotifiedAt!.Value)} ago", end)
            : verdict;

    public static Passage Run(Passage passage) => passage.Route is not { Cooldown: var cooldown } || cooldown == TimeSpan.Zero
        ? passage
        : passage with
        {
            Decisions = passage.Decisions
                .Select(decision => decision with { Verdict = Decide(decision.Verdict, passage.Memories.GetValueOrDefault(decision.Channel, new ChannelMemory(decision.Channel)), cooldown, passage.Now) })
                .ToImmutableList(),
        };
}
