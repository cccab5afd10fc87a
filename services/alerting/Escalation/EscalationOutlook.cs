namespace PerfMonitor.Alerting.Escalation;

/// <summary>How an escalation stands, and what comes next unless somebody takes the alert. Pure.</summary>
/// <param name="Policy">By which policy.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Taken">Steps taken.</param>
/// <param name="Steps">Steps there are, with all repetitions; those taken where the policy is gone.</param>
/// <param name="Told">Channels that have been told.</param>
/// <param name="NextAt">When the next step comes.</param>
/// <param name="Next">Whom it tells, by who is on call then.</param>
/// <param name="Missing">What of it leads to nobody.</param>
/// <param name="Held">Why a step that is due waits.</param>
internal sealed record EscalationOutlook(
    string Policy, EscalationPhase Phase, int Taken, int Steps, IReadOnlyList<string> Told, DateTimeOffset? NextAt, IReadOnlyList<Reached> Next, IReadOnlyList<string> Missing, string? Held)
{
    /// <summary>Null where no policy is for the alert.</summary>
    public static EscalationOutlook? Of(EscalationState state, ContactBook book, IReadOnlySet<string> channels)
    {
        if (state.Policy is not { } name)
        {
            return null;
        }

        var policy = book.Policies.FirstOrDefault(one => one.Name == name);
        var (reached, missing) = policy is not null && state is { Phase: EscalationPhase.Waiting, NextAt: { } at } && (state.Position < policy.Length || state.Lost is not null) ? book.Resolve(policy.Next(state.Position), channels, at) : ([], []);
        return new EscalationOutlook(name, state.Phase, Math.Min(state.Position, policy?.Length ?? state.Position), policy?.Length ?? state.Position, state.Told, state.NextAt, reached, missing, state.Held);
    }
}
