namespace PerfMonitor.Alerting.Escalation;

/// <summary>Where an escalation stands.</summary>
internal enum EscalationPhase
{
    /// <summary>No policy matches the alert.</summary>
    None,

    /// <summary>The next step comes at its time.</summary>
    Waiting,

    /// <summary>Somebody has the alert in hand.</summary>
    Paused,

    /// <summary>All steps have been taken; the end of the alert is still to be told.</summary>
    Done,

    /// <summary>The alert is over, and all who were told know it.</summary>
    Closed,
}

/// <summary>How far the escalation of one episode has come.</summary>
/// <param name="AlertId">The episode.</param>
/// <param name="Policy">By which policy; null where none matches.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Position">The number of the next step, counted over all repetitions.</param>
/// <param name="NextAt">When that comes.</param>
/// <param name="Told">Channels that have been told.</param>
/// <param name="Held">Why the step that is due is not taken.</param>
internal sealed record EscalationState(long AlertId, string? Policy, EscalationPhase Phase, int Position, DateTimeOffset? NextAt, IReadOnlyList<string> Told, string? Held = null)
{
    /// <summary>Why none of the messages of the step taken last arrived, where none did.</summary>
    public string? Lost { get; init; }

    /// <summary>Of an alert nobody has looked at yet.</summary>
    public static EscalationState Begin(long alertId, DateTimeOffset startsAt, EscalationPolicy? policy) => policy is null
        ? new(alertId, null, EscalationPhase.None, 0, null, [])
        : new(alertId, policy.Name, EscalationPhase.Waiting, 0, startsAt + policy.Steps[0].Wait, []);
}
