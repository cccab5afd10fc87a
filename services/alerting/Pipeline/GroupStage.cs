using System.Collections.Immutable;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>When a group is due, and why then.</summary>
internal sealed record Due(DateTimeOffset At, string Reason);

/// <summary>Who is told together, and when?</summary>
internal static class GroupStage
{
    // What comes late comes together: a group does not speak for each of them, and ever more seldom while more of the same goes on coming.
    private static readonly TimeSpan LateCompany = TimeSpan.FromSeconds(1);

    /// <summary>
    /// When the group speaks about an alert that has just changed. A new alert waits <c>group_wait</c> for company; after that a group
    /// speaks at most once per <c>group_interval</c>, except that a new firing does not wait behind an all-clear, and that one which began
    /// before the group last spoke, and was still on its way, is told of a second later, or as long after as that had come late itself.
    /// </summary>
    public static Due Schedule(Alert alert, AlertGroup group, AlertRoute route, DateTimeOffset now)
    {
        if (!alert.IsOpen && group is { LastNotifiedAt: null, NextFlushAt: { } first })
        {
            return new Due(first, "nobody has been told of the group yet");
        }

        var company = alert.IsOpen ? Company(alert, route, now) : now;
        var quiet = (alert.IsOpen ? group.LastFiringNotifiedAt : group.LastNotifiedAt) + route.GroupInterval;
        if (alert.IsOpen && group.LastFiringNotifiedAt is { } told && alert.StartsAt <= told && alert.ReceivedAt > told)
        {
            return new Due(Later(now, Later(company, Earlier(told + Longer(LateCompany, told - company), quiet!.Value))), "belongs to what the group was just told of, and came late");
        }

        if (quiet > now && quiet >= company)
        {
            return new Due(quiet.Value, $"the group was notified less than its group_interval of {Text.Of(route.GroupInterval)} ago");
        }

        return company > now
            ? new Due(company, $"waits its group_wait of {Text.Of(route.GroupWait)} for company")
            : new Due(now, "due at once");
    }

    /// <summary>When to look at the group again after a run; null when nothing of it is left.</summary>
    public static DateTimeOffset? Next(
        IReadOnlyList<Member> remaining, IEnumerable<ChannelDecision> decisions, IEnumerable<ChannelMemory> memories, DateTimeOffset? lastFiringNotifiedAt, AlertRoute? route, DateTimeOffset now)
    {
        if (remaining.Count == 0 || route is null)
        {
            return null;
        }

        // Every group_interval in any case: an inhibiting alert may have gone, a channel may have been added.
        var next = now + route.GroupInterval;
        var quiet = lastFiringNotifiedAt + route.GroupInterval ?? now;
        foreach (var until in remaining.Select(member => member.Hold?.Until).OfType<DateTimeOffset>().Where(until => until > now))
        {
            next = Earlier(next, Later(until, quiet));
        }

        foreach (var until in decisions.Select(decision => (decision.Verdict as Verdict.StaySilent)?.Until).OfType<DateTimeOffset>().Where(until => until > now))
        {
            next = Earlier(next, until);
        }

        foreach (var repeat in memories.Select(memory => memory.NotifiedAt + route.RepeatInterval).OfType<DateTimeOffset>().Where(repeat => repeat > now))
        {
            next = Earlier(next, repeat);
        }

        return next;
    }

    /// <summary>Why the group is looked at at <paramref name="next"/>, as far as this alert and its channels are the cause.</summary>
    public static string WhyThen(DateTimeOffset next, Alert alert, AlertGroup group, AlertRoute route, IEnumerable<ChannelMemory> memories, DateTimeOffset now)
    {
        foreach (var memory in memories)
        {
            if (IsSame(memory.NotifiedAt + route.RepeatInterval, next))
            {
                return $"a reminder is due, {Text.Of(route.RepeatInterval)} after the last message";
            }

            if (route.Cooldown > TimeSpan.Zero && IsSame(memory.NotifiedAt + route.Cooldown, next))
            {
                return $"the cooldown of {Text.Of(route.Cooldown)} is over then";
            }
        }

        var due = Schedule(alert, group, route, now);
        return IsSame(due.At, next) ? due.Reason
            : next <= now ? "due at once"
            : $"a group is looked at every group_interval of {Text.Of(route.GroupInterval)} at the latest";
    }

    /// <summary>
    /// Whether something that has resolved lasted until people were to be told of it, and was not told of only because this service was away
    /// or slow. What is over before that needs no telling.
    /// </summary>
    public static bool WasDue(Alert alert, AlertGroup group, AlertRoute route, DateTimeOffset now)
    {
        var company = Company(alert, route, now);
        return alert.EndsAt > (group.LastFiringNotifiedAt + route.GroupInterval is { } quiet ? Later(company, quiet) : company);
    }

    /// <summary>
    /// One member per fingerprint, the open episode or else the newest: what resolved and fired again in between is still firing. Who reports an alert
    /// anew may say that it began when its last episode did, or before that.
    /// </summary>
    public static Passage Run(Passage passage)
    {
        var newest = passage.Members.GroupBy(member => member.Alert.Fingerprint)
            .Select(episodes => episodes.MaxBy(member => (member.Alert.IsOpen, member.Alert.StartsAt, member.Alert.Id))!).ToImmutableList();
        return passage with
        {
            Members = passage.Route is not { } route ? newest : newest.ConvertAll(member => member with
            {
                WasDue = member is { Alert.IsOpen: false, Retold: 0 } && WasDue(member.Alert, passage.Group, route, passage.Now),
            }),
            Leaving = passage.Leaving.AddRange(passage.Members.Except(newest).Select(member => member.Alert.Id)),
        };
    }

    // The alert's own start counts, so that time lost on the way here is not waited for again; a clock ahead of ours does not add to the wait.
    private static DateTimeOffset Company(Alert alert, AlertRoute route, DateTimeOffset now) => Earlier(alert.StartsAt, now) + route.GroupWait;

    // What is stored is rounded to microseconds.
    private static bool IsSame(DateTimeOffset? one, DateTimeOffset other) => one is { } time && (time - other).Duration() < TimeSpan.FromMilliseconds(1);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
