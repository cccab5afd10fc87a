using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>What is known of an escalation that something is to happen to.</summary>
/// <param name="Alert">The episode.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Hold">What keeps the alert quiet at the moment.</param>
internal sealed record EscalationTurn(Alert Alert, EscalationState State, Hold? Hold);

/// <summary>A message of an escalation.</summary>
/// <param name="Channel">Where to.</param>
/// <param name="Change">Its number on that channel; with episode and channel it names the message.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record EscalationMessage(string Channel, int Change, string Reason);

/// <summary>What happens to an escalation at a moment, with its reason. Pure; what it returns is saved in one transaction.</summary>
/// <param name="Next">How far it has come then.</param>
/// <param name="Messages">Whom to tell.</param>
/// <param name="Story">A line for the alert's story; null where nothing is worth one.</param>
internal sealed record EscalationMove(EscalationState Next, IReadOnlyList<EscalationMessage> Messages, string? Story)
{
    /// <summary>The all-clear comes after every step.</summary>
    public const int LastChange = int.MaxValue;

    /// <summary>Times the last step is taken again whose messages are all lost.</summary>
    public const int MostRepeated = 3;

    // Before that, so that a channel that was away may be back.
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMinutes(5);

    // A silence may be ended early, an inhibiting alert may go.
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(1);

    public static EscalationMove Decide(EscalationTurn turn, ContactBook book, IReadOnlySet<string> channels, DateTimeOffset now)
    {
        var (alert, state) = (turn.Alert, turn.State);
        if (!alert.IsOpen)
        {
            return new EscalationMove(
                state with { Phase = EscalationPhase.Closed, NextAt = null },
                [.. state.Told.Where(channels.Contains).Select(channel => new EscalationMessage(channel, LastChange, "over: the escalation ends"))],
                null);
        }

        if (book.Policies.FirstOrDefault(one => one.Name == state.Policy) is not { } policy)
        {
            return Follow(alert, state, book);
        }

        if (alert.State == AlertState.Acknowledged)
        {
            return Quiet(state with { Phase = EscalationPhase.Paused, NextAt = null, Held = null, Lost = null }, $"the escalation stops: acknowledged by {alert.AcknowledgedBy}");
        }

        if (state.Position >= policy.Length && state is not { Phase: EscalationPhase.Waiting, Lost: not null })
        {
            return AtEnd(state, policy, now);
        }

        if (state.Phase == EscalationPhase.Paused)
        {
            var wait = policy.At(state.Position).Wait;
            return Quiet(state with { Phase = EscalationPhase.Waiting, NextAt = now + wait }, $"the escalation goes on in {Text.Of(wait)}: nobody has the alert in hand any more");
        }

        if (turn.Hold is { } hold)
        {
            var again = hold.Until is { } until && until < now + LongestHold ? until : now + LongestHold;
            return new EscalationMove(state with { NextAt = again, Held = hold.Reason }, [], hold.Reason == state.Held ? null : $"the escalation waits: {hold.Reason}");
        }

        return Step(state, policy, book, channels, now);
    }

    // The last step has no other after it: it is taken again itself.
    private static EscalationMove AtEnd(EscalationState state, EscalationPolicy policy, DateTimeOffset now) => state.Lost is { } lost && state.Position < policy.Length + MostRepeated
        ? Quiet(state with { Phase = EscalationPhase.Waiting, NextAt = now + RepeatAfter }, $"the last step reached nobody ({lost}): it is taken again in {Text.Of(RepeatAfter)}")
        : Quiet(
            state with { Phase = EscalationPhase.Done, NextAt = null, Held = null, Lost = null },
            state.Lost is { } last ? $"the escalation is at its end: the last step reached nobody, also when it was taken again ({last})" : "the escalation is at its end: everybody it knows has been told");

    // Steps taken count: whoever gives a policy another name does not mean people to be told again. One that waits for a policy says why it is held,
    // which is how it is found when the book changes (EscalationSettings.Reconsider).
    private static EscalationMove Follow(Alert alert, EscalationState state, ContactBook book)
    {
        var gone = $"the policy '{state.Policy}' is gone";
        return book.PolicyOf(alert.Labels) is { } next
            ? Quiet(state with { Policy = next.Name, Held = null }, $"the escalation goes on by the policy '{next.Name}': {gone}")
            : new EscalationMove(state with { Phase = EscalationPhase.Done, NextAt = null, Held = gone }, [], state.Held == gone ? null : $"the escalation ends: {gone}");
    }

    private static EscalationMove Step(EscalationState state, EscalationPolicy policy, ContactBook book, IReadOnlySet<string> channels, DateTimeOffset now)
    {
        var number = state.Position + 1;
        var (reached, missing) = book.Resolve(policy.Next(state.Position), channels, now);
        var step = number <= policy.Length ? $"step {number} of {policy.Length}" : "the last step again";
        var why = state.Lost is { } lost && number <= policy.Length ? $"step {state.Position} reached nobody ({lost}), so the next comes at once: " : "";
        var after = state with { Position = number, Held = null, Lost = null, Told = [.. state.Told.Union(reached.Select(static one => one.Channel))] };
        after = number < policy.Length
            ? after with { NextAt = now + policy.At(number).Wait }
            : after with { Phase = EscalationPhase.Done, NextAt = null };
        var whom = reached.Count == 0 ? "nobody" : string.Join(", ", reached.Select(static one => $"{one.Whom} over {one.Channel}"));
        return new EscalationMove(
            after,
            [.. reached.Select(one => new EscalationMessage(one.Channel, number, $"escalation '{policy.Name}', {step}, for {one.Whom}: nobody has acknowledged it"))],
            $"{why}escalation '{policy.Name}', {step}, tells {whom}{(missing.Count == 0 ? "" : $"; {string.Join("; ", missing)}")}");
    }

    private static EscalationMove Quiet(EscalationState next, string story) => new(next, [], story);
}
