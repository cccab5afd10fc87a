using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Dcp;

namespace PerfMonitor.Hosting.Running;

/// <summary>What DCP's states mean to a person, and what can be done in each.</summary>
internal static class StateRules
{
    /// <summary>
    /// A process that ended although nobody asked it to is Exited, in red, whatever its exit code; one that was stopped, or
    /// ended with 0, is Finished. DCP gives a process ended by a signal the exit code -1.
    /// </summary>
    public static ResourceStateSnapshot? Of(DcpStatus status, bool stopAsked) => status.State switch
    {
        null or "" => null,
        "Running" => new(KnownResourceStates.Running, null),
        "FailedToStart" => new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
        "Terminated" or "Finished" or "Exited" => stopAsked || (status.ExitCode == 0 && status.State != "Terminated")
            ? new(KnownResourceStates.Finished, null)
            : new(KnownResourceStates.Exited, KnownResourceStateStyles.Error),
        "RuntimeUnhealthy" => new(KnownResourceStates.RuntimeUnhealthy, KnownResourceStateStyles.Error),
        "Stopping" => new(KnownResourceStates.Stopping, null),
        _ => new(KnownResourceStates.Starting, null),
    };

    public static ImmutableArray<ResourceCommandSnapshot> Commands(string? state)
    {
        var ended = state is null || state == KnownResourceStates.NotStarted || KnownResourceStates.TerminalStates.Contains(state);
        var running = state == KnownResourceStates.Running;
        return
        [
            Command(KnownResourceCommands.StartCommand, "Start", "Play", ended ? ResourceCommandState.Enabled : ResourceCommandState.Hidden),
            Command(KnownResourceCommands.StopCommand, "Stop", "Stop", ended ? ResourceCommandState.Hidden : ResourceCommandState.Enabled),
            Command(KnownResourceCommands.RestartCommand, "Restart", "ArrowCounterclockwise", running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled),
        ];
    }

    private static ResourceCommandSnapshot Command(string name, string text, string icon, ResourceCommandState state) =>
        new(name, state, text, $"{text} resource", null, null, icon, IconVariant.Filled, IsHighlighted: true);
}
