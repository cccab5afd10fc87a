using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Actions;

/// <summary>What is known when somebody, or an alert, asks for a run.</summary>
/// <param name="Stopped">Why the kill switch is thrown; null where it is not.</param>
/// <param name="LastStartedAt">When the action last ran for real for this target; null where it never has.</param>
/// <param name="Target">What it would act on (<see cref="ActionTarget"/>).</param>
/// <param name="DryRun">The run is to say only what it would do.</param>
internal sealed record ActionRequest(string? Stopped, DateTimeOffset? LastStartedAt, string Target, bool DryRun);

/// <summary>Whether an action may run, and why not. Pure.</summary>
internal abstract record ActionGate
{
    internal sealed record Run : ActionGate;

    internal sealed record Ask : ActionGate;

    internal sealed record Refuse(string Reason) : ActionGate;

    /// <param name="Reason">Why not now.</param>
    /// <param name="Until">When to ask again.</param>
    internal sealed record Defer(string Reason, DateTimeOffset Until) : ActionGate;

    public static ActionGate Decide(ActionOptions action, ActionRequest request, DateTimeOffset now)
    {
        if (action.Off is { } off)
        {
            return new Refuse(off);
        }

        if (request.DryRun)
        {
            return new Run();
        }

        var gate = Start(action, request, now);
        return gate is Run && action.RequiresApproval ? new Ask() : gate;
    }

    /// <summary>Whether a run may start now; asked again when one that was approved is about to.</summary>
    public static ActionGate Start(ActionOptions action, ActionRequest request, DateTimeOffset now) =>
        Resume(request) is Refuse stopped ? stopped
        : request.LastStartedAt + action.Cooldown is { } until && until > now
        ? new Defer($"it ran{(request.Target.Length > 0 ? $" for {request.Target}" : "")} less than its cooldown of {Text.Of(action.Cooldown)} ago, which is over {Text.Of(until)}", until)
        : new Run();

    /// <summary>Whether a run may go on that was begun by a process which died: it has had its turn, so only the kill switch counts.</summary>
    public static ActionGate Resume(ActionRequest request) => request.Stopped is { } stopped ? new Refuse($"the kill switch is thrown: {stopped}") : new Run();
}
