using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.Hosting.Running;

/// <summary>Decides whether what a resource waits for has come, can still come, or cannot.</summary>
internal static class Dependencies
{
    public static async Task WaitAsync(IResource waiting, WaitAnnotation wait, ResourceNotificationService notifications, CancellationToken cancellationToken)
    {
        var reached = await notifications
            .WaitForResourceAsync(wait.Resource.Name, change => Judge(wait, change.Snapshot) != WaitVerdict.Wait, cancellationToken).ConfigureAwait(false);
        if (Judge(wait, reached.Snapshot) == WaitVerdict.GiveUp)
        {
            throw new DistributedApplicationException(
                $"'{waiting.Name}' cannot start because '{wait.Resource.Name}', which it waits for, is in state {reached.Snapshot.State?.Text}{(reached.Snapshot.ExitCode is { } code ? $" with exit code {code}" : "")}.");
        }
    }

    public static WaitVerdict Judge(WaitAnnotation wait, CustomResourceSnapshot snapshot)
    {
        var ended = KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text);
        return wait.WaitType switch
        {
            WaitType.WaitForCompletion when ended => snapshot.State?.Text != KnownResourceStates.FailedToStart && snapshot.ExitCode == wait.ExitCode ? WaitVerdict.Go : WaitVerdict.GiveUp,
            WaitType.WaitForCompletion => WaitVerdict.Wait,
            WaitType.WaitUntilStarted when snapshot.State?.Text == KnownResourceStates.Running => WaitVerdict.Go,
            WaitType.WaitUntilHealthy when snapshot.HealthStatus == HealthStatus.Healthy => WaitVerdict.Go,
            _ => ended && wait.WaitBehavior == WaitBehavior.StopOnResourceUnavailable ? WaitVerdict.GiveUp : WaitVerdict.Wait,
        };
    }
}

/// <summary>What to do with a resource that waits.</summary>
internal enum WaitVerdict
{
    Wait,
    Go,
    GiveUp,
}
