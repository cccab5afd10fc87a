using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Delivery;

/// <summary>What a channel has been told lately and what waits for it.</summary>
/// <param name="Sent">Messages within the limit's time; a digest is one, those under way count.</param>
/// <param name="OldestSentAt">The first of them.</param>
/// <param name="Due">Notifications that could be sent now.</param>
/// <param name="DueForDigest">Those of them that waited for a digest on purpose.</param>
/// <param name="DueCritical">Those of them with a critical alert.</param>
/// <param name="OpenDigest">Whether a digest that was begun is to be sent again.</param>
internal sealed record Traffic(int Sent, DateTimeOffset? OldestSentAt, int Due, int DueForDigest, int DueCritical, bool OpenDigest);

/// <summary>What is sent now, and why.</summary>
internal abstract record Pace(string Reason)
{
    /// <param name="Most">How many, one by one.</param>
    internal sealed record OneByOne(int Most) : Pace("within the limit")
    {
        /// <summary>What is left is kept for critical alerts.</summary>
        public bool CriticalOnly { get; init; }
    }

    /// <summary>Everything that waits, in one message.</summary>
    internal sealed record Together(string Reason) : Pace(Reason);

    /// <param name="Reason">Why.</param>
    /// <param name="Until">When there is room again.</param>
    internal sealed record Wait(string Reason, DateTimeOffset Until) : Pace(Reason);
}

/// <summary>A flood becomes one message, and leaves room for what is critical. Pure.</summary>
internal static class Pacing
{
    // One in so many messages of a limit is for critical alerts alone, so that they do not wait behind a flood of others.
    private const int CriticalShare = 4;

    /// <summary>For a channel without a limit there is no end to what may be sent one by one.</summary>
    public static Pace Decide(LimitOptions? limit, Traffic traffic, int free, DateTimeOffset now)
    {
        if (traffic.OpenDigest)
        {
            return new Pace.Together("the digest before did not arrive");
        }

        var room = limit is null ? int.MaxValue : limit.Most - traffic.Sent;
        var kept = limit is null ? 0 : limit.Most / CriticalShare;
        if (room <= 0 || (room <= kept && traffic.DueCritical == 0))
        {
            var until = (traffic.OldestSentAt ?? now) + limit!.Per;
            var share = room > 0 ? $", {kept} of them kept for critical alerts" : "";
            return new Pace.Wait($"{limit.Most} messages in {Text.Of(limit.Per)} are the limit{share}; the next may go at {Text.Of(until)}", until);
        }

        if (traffic.DueForDigest > 1)
        {
            return new Pace.Together("this channel is told in digests");
        }

        // The last of what is for all is for all that waits, together.
        var (critical, others) = (traffic.DueCritical, traffic.Due - traffic.DueCritical);
        return traffic.Due <= 1 || (room > kept && traffic.Due < room && others <= Math.Max(1, room - kept - 1)) ? new Pace.OneByOne(Math.Min(free, traffic.Due))
            : room <= kept && critical < room ? new Pace.OneByOne(Math.Min(free, critical)) { CriticalOnly = true }
            : new Pace.Together($"the channel is limited to {limit!.Most} messages in {Text.Of(limit.Per)}");
    }
}
