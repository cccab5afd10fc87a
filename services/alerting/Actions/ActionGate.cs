using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Actions;

/// <summary>What is known when somebody, or an alert, asks for a run.</summary>
/// <param name="Stopped">Why the kill switch is thrown; null where it is not.</param>
/// <param name="LastStartedAt">When the action last ran for real; null where it never has.</param>
/// <param name="DryRun">The run is to say only what it would do.</param>
internal sealed record ActionRequest(string? Stopped, DateTimeOffset? LastStartedAt, bool DryRun);

/// <summary>Whether an action may run, and why not. Pure.</summary>
internal abstract record ActionGate
{
    internal sealed record Run : ActionGate;

    internal sealed record Ask : ActionGate;

    internal sealed record Refuse(string Reason) : ActionGate;

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

        return Block(action, request, now) is { } reason ? new Refuse(reason) : action.RequiresApproval ? new Ask() : new Run();
    }

    /// <summary>Why a run may not go on that was begun by a process which died: it has had its turn, so only the kill switch counts.</summary>
    public static string? Hold(ActionRequest request) => request.Stopped is { } stopped ? $"the kill switch is thrown: {stopped}" : null;

    /// <summary>Why a run may not start now; asked again when one that was approved is about to.</summary>
    public static string? Block(ActionOptions action, ActionRequest request, DateTimeOffset now)
    {
        if (Hold(request) is { } stopped)
        {
            return stopped;
        }

        return request.LastStartedAt + action.Cooldown is { } until && until > now ? $"it ran less than its cooldown of {Text.Of(action.Cooldown)} ago" : null;
    }
}
