namespace PerfMonitor.Alerting.Actions;

/// <summary>The states of a run, as they are stored and shown.</summary>
internal static class RunState
{
    /// <summary>Waits for a person's yes.</summary>
    public const string Proposed = "proposed";

    /// <summary>Waits for the end of a cooldown, or for what is decided on another run, after which it is asked for again.</summary>
    public const string Deferred = "deferred";

    public const string Approved = "approved";
    public const string Running = "running";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Refused = "refused";
}

/// <summary>Where a run stands, and why.</summary>
/// <param name="State">One of <see cref="RunState"/>.</param>
/// <param name="Outcome">Why, or what came of it; null where there is nothing to say.</param>
/// <param name="Until">When it is asked for again, where it is put off.</param>
internal sealed record Standing(string State, string? Outcome = null, DateTimeOffset? Until = null)
{
    /// <summary>What a decision means for a run. An alert asks again by itself when what it was put off for may be over; a person sees the reason and asks again if they still want to.</summary>
    public static Standing Of(ActionGate gate, bool isAutomatic) => gate switch
    {
        ActionGate.Run => new(RunState.Approved),
        ActionGate.Ask => new(RunState.Proposed),
        ActionGate.Defer defer when isAutomatic => new(RunState.Deferred, defer.Reason, defer.Until),
        ActionGate.Defer defer => new(RunState.Refused, defer.Reason),
        ActionGate.Refuse refuse => new(RunState.Refused, refuse.Reason),
        _ => throw new InvalidOperationException($"A gate of the kind {gate.GetType().Name} is not known."),
    };
}
