using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Actions;

/// <summary>What is known when somebody, or an alert, asks for a run.</summary>
/// <param name="Stopped">Why the kill switch is thrown; null where it is not.</param>
/// <param name="Last">The newest run of the action for this target that was for real; null where there is none.</param>
/// <param name="Waiting">Runs of the action that wait for a person's yes.</param>
/// <param name="Target">What it would act on (<see cref="ActionTarget"/>).</param>
/// <param name="DryRun">The run is to say only what it would do.</param>
/// <param name="ByPerson">A person asks, not an alert.</param>
/// <param name="IsOver">The alert it is for is over.</param>
internal sealed record ActionRequest(string? Stopped, LastRun? Last, WaitingRuns Waiting, string Target, bool DryRun, bool ByPerson, bool IsOver);

/// <summary>A run that has started, and whether it failed.</summary>
internal sealed record LastRun(DateTimeOffset StartedAt, bool Failed);

/// <summary>Runs that wait for a person's yes while their alerts are open.</summary>
/// <param name="Count">Whatever their target.</param>
/// <param name="ForTarget">Whether one is for the same target.</param>
internal sealed record WaitingRuns(long Count, bool ForTarget);

/// <summary>Whether an action may run, and why not. Pure.</summary>
internal abstract record ActionGate
{
    // More questions than this nobody answers; each is a critical alert.
    private const int MostWaiting = 100;

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(5);

    /// <param name="Reason">Why although its cooldown is not over; null where that is not asked.</param>
    internal sealed record Run(string? Reason = null) : ActionGate;

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
        return gate is Run && action.RequiresApproval ? Propose(request, now) : gate;
    }

    private static ActionGate Propose(ActionRequest request, DateTimeOffset now) =>
        request.IsOver ? new Refuse("the alert is over, so nobody could approve the run")
        : request.Waiting.ForTarget ? new Defer($"a run{For(request)} waits for a person's yes already", now + AskAgainAfter)
        : request.Waiting.Count >= MostWaiting ? new Defer($"{MostWaiting} runs of it wait for a person's yes, which is the most at a time", now + AskAgainAfter)
        : new Ask();

    /// <summary>
    /// Whether a run may start now; asked again when one that was approved is about to. After a run that failed a person judges what it may have
    /// done all the same, and need not wait; an alert cannot, and waits as after any other.
    /// </summary>
    public static ActionGate Start(ActionOptions action, ActionRequest request, DateTimeOffset now)
    {
        if (Resume(request) is Refuse stopped)
        {
            return stopped;
        }

        if (request.Last is not { } last || last.StartedAt + action.Cooldown is var until && until <= now)
        {
            return new Run();
        }

        var ran = $"it ran{For(request)} less than its cooldown of {Text.Of(action.Cooldown)} ago";
        return (last.Failed, request.ByPerson) switch
        {
            (true, true) => new Run($"{ran}, but failed, and a person asks"),
            (true, false) => new Defer($"{ran} and failed; the cooldown is over {Text.Of(until)}, and a person need not wait for that", until),
            _ => new Defer($"{ran}, which is over {Text.Of(until)}", until),
        };
    }

    /// <summary>Whether a run may go on that was begun by a process which died: it has had its turn, so only the kill switch counts.</summary>
    public static ActionGate Resume(ActionRequest request) => request.Stopped is { } stopped ? new Refuse($"the kill switch is thrown: {stopped}") : new Run();

    private static string For(ActionRequest request) => request.Target.Length > 0 ? $" for {request.Target}" : "";
}
