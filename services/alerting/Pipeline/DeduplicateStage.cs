using PerfMonitor.Alerting.Alerts;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>Whether a channel is told, and why.</summary>
internal abstract record Verdict(string Text)
{
    /// <param name="Reason">Why, as a code.</param>
    /// <param name="Text">Why, in words.</param>
    /// <param name="Firing">Everything that fires and is not held back.</param>
    /// <param name="Fresh">Those of them the channel has not been told of.</param>
    /// <param name="Cleared">What has resolved since the channel was told that it fires, or before it could be told.</param>
    internal sealed record Notify(NotifyReason Reason, string Text, IReadOnlyList<Alert> Firing, IReadOnlyList<Alert> Fresh, IReadOnlyList<Alert> Cleared) : Verdict(Text);

    /// <param name="Text">Why, in words.</param>
    /// <param name="Until">When to decide again, where that is known.</param>
    internal sealed record StaySilent(string Text, DateTimeOffset? Until = null) : Verdict(Text);
}

/// <summary>Does the channel's audience learn anything new?</summary>
internal static class DeduplicateStage
{
    public static Verdict Decide(IReadOnlyList<Member> members, ChannelMemory memory, ChannelRule channel, TimeSpan repeatInterval, DateTimeOffset now)
    {
        var firing = members.Where(member => member is { IsHeld: false, Alert.IsOpen: true }).Select(member => member.Alert).ToList();
        var fresh = firing.Where(alert => alert.State == AlertState.Firing && !memory.Told.Contains(alert.Fingerprint)).ToList();
        var cleared = members.Where(member => !member.Alert.IsOpen && memory.Told.Contains(member.Alert.Fingerprint)).Select(member => member.Alert).ToList();
        var missed = members.Where(member => member is { WasDue: true, IsHeld: false, PreviousHold: null, Alert.AcknowledgedBy: null } && !memory.Told.Contains(member.Alert.Fingerprint)).Select(member => member.Alert).ToList();
        var heard = channel.SendResolved ? cleared : [];
        var over = channel.SendResolved ? [.. cleared, .. missed] : cleared;

        if (fresh.Count > 0)
        {
            var (reason, text) = Announce(fresh.Count, memory);
            return new Verdict.Notify(reason, channel.SendResolved && over.Count > 0 ? $"{text}; {over.Count} resolved" : text, firing, fresh, over);
        }

        if (heard.Count > 0)
        {
            return End(heard.Count, members, memory, firing, over);
        }

        if (channel.SendResolved && missed.Count > 0)
        {
            return new Verdict.Notify(NotifyReason.Missed, "fired and resolved before it could be told", firing, [], over);
        }

        if (channel.SendAcknowledged && firing.Where(alert => IsNewlyTaken(alert, memory)).ToList() is { Count: > 0 } taken)
        {
            return new Verdict.Notify(NotifyReason.Acknowledged, $"acknowledged by {Owners(taken)}", firing, [], over);
        }

        if (memory.NotifiedAt is { } last && now - last >= repeatInterval && firing.Any(alert => alert.State == AlertState.Firing))
        {
            return new Verdict.Notify(NotifyReason.Repeat, $"still firing, last told {Text.Of(now - last)} ago", firing, [], over);
        }

        return new Verdict.StaySilent(WhySilent(members, firing, cleared, memory, repeatInterval));
    }

    /// <summary>For a channel that the route does not tell any more: the end of what it was told of, and nothing else.</summary>
    public static Verdict Close(IReadOnlyList<Member> members, ChannelMemory memory, ChannelRule channel)
    {
        var told = members.Where(member => memory.Told.Contains(member.Alert.Fingerprint)).ToList();
        var over = told.Where(member => !member.Alert.IsOpen).Select(member => member.Alert).ToList();
        return channel.SendResolved && over.Count > 0
            ? End(over.Count, told, memory, [.. told.Where(member => member is { IsHeld: false, Alert.IsOpen: true }).Select(member => member.Alert)], over)
            : new Verdict.StaySilent("the route does not tell this channel any more");
    }

    public static Passage Run(Passage passage) => passage with
    {
        Decisions = passage.Decisions
            .AddRange(
                from name in passage.Route?.Channels ?? []
                where passage.Rules.Channels.ContainsKey(name)
                select new ChannelDecision(name, Decide(passage.Members, passage.MemoryOf(name), passage.Rules.Channels[name], passage.Route!.RepeatInterval, passage.Now)))
            .AddRange(
                from memory in passage.Memories.Values.OrderBy(memory => memory.Channel, StringComparer.Ordinal)
                where memory.Told.Count > 0 && passage.Rules.Channels.ContainsKey(memory.Channel) && passage.Route?.Channels.Contains(memory.Channel) != true
                select new ChannelDecision(memory.Channel, Close(passage.Members, memory, passage.Rules.Channels[memory.Channel]), IsClosing: true)),
    };

    private static Verdict.Notify End(int heard, IReadOnlyList<Member> members, ChannelMemory memory, IReadOnlyList<Alert> firing, IReadOnlyList<Alert> over)
    {
        var left = members.Count(member => member.Alert.IsOpen && memory.Told.Contains(member.Alert.Fingerprint));
        return left == 0
            ? new Verdict.Notify(NotifyReason.AllResolved, heard == 1 ? "resolved" : $"all {heard} resolved", firing, [], over)
            : new Verdict.Notify(NotifyReason.SomeResolved, $"{heard} of {heard + left} resolved", firing, [], over);
    }

    private static bool IsNewlyTaken(Alert alert, ChannelMemory memory) =>
        alert.State == AlertState.Acknowledged && memory.Told.Contains(alert.Fingerprint) && !memory.Acknowledged.Contains(alert.Fingerprint);

    private static string Owners(IEnumerable<Alert> alerts) => string.Join(", ", alerts.Select(alert => alert.AcknowledgedBy).Distinct());

    private static (NotifyReason Reason, string Text) Announce(int fresh, ChannelMemory memory) => memory switch
    {
        { Failure: { } failure } => (NotifyReason.PreviousFailed, $"the notification before did not arrive ({failure})"),
        { Told.Count: 0 } => (NotifyReason.FirstNotification, "first notification"),
        _ => (NotifyReason.NewAlerts, $"{Text.Count(fresh, "new alert")} in the group"),
    };

    private static string WhySilent(IReadOnlyList<Member> members, List<Alert> firing, List<Alert> cleared, ChannelMemory memory, TimeSpan repeatInterval)
    {
        if (cleared.Count > 0)
        {
            return "resolved; this channel is not told of that";
        }

        if (firing.Count > 0 && firing.TrueForAll(alert => alert.State == AlertState.Acknowledged))
        {
            return $"acknowledged by {Owners(firing)}";
        }

        if (firing.Count > 0)
        {
            return $"nothing new; the next reminder is due {Text.Of(memory.NotifiedAt!.Value + repeatInterval)}";
        }

        return members.Select(member => member.Hold?.Reason).OfType<string>().FirstOrDefault()
            ?? (members.Count == 0 ? "nothing left in the group" : members.All(static member => member.Retold > 0) ? "resolved, which only another channel was not told yet" : "resolved before anybody was told");
    }
}
