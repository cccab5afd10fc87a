using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>
/// Did the channel lose the same only just now? What does not arrive is told again after pauses that double up to the route's repeat interval: a channel
/// that refuses everything is not asked each minute. What has happened since the loss does not wait, nor does an end.
/// </summary>
internal static class PauseStage
{
    public static Verdict Decide(Verdict verdict, ChannelMemory memory, AlertRoute route, DateTimeOffset now) =>
        verdict is Verdict.Notify notify && memory is { Failure: { } failure, LostAt: { } lostAt } && !IsNews(notify, lostAt) && lostAt + After(memory.Losses, route) is var until && until > now
            ? new Verdict.StaySilent($"{Text.Count(memory.Losses, "message")} in a row did not arrive ({failure}); told again at {Text.Of(until)}", until)
            : verdict;

    /// <summary>The first is told again at the group's next look.</summary>
    public static TimeSpan After(int losses, AlertRoute route)
    {
        // 2^30 seconds are beyond any repeat interval; more would overflow.
        var doubled = losses <= 1 ? TimeSpan.Zero : route.GroupInterval * Math.Pow(2, Math.Min(losses - 1, 30));
        return doubled < route.RepeatInterval ? doubled : route.RepeatInterval;
    }

    public static Passage Run(Passage passage) => passage.Route is not { } route ? passage : passage with
    {
        Decisions = passage.Decisions.ConvertAll(decision => decision with
        {
            Verdict = Decide(decision.Verdict, passage.MemoryOf(decision.Channel), route, passage.Now),
        }),
    };

    private static bool IsNews(Verdict.Notify notify, DateTimeOffset lostAt) =>
        notify.Cleared.Count > 0
        || notify.Fresh.Any(alert => alert.ReceivedAt > lostAt)
        || (notify.Reason == NotifyReason.Acknowledged && notify.Firing.Any(alert => alert.AcknowledgedAt > lostAt));
}
