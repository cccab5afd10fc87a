using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.Hosting.Running;

/// <summary>Tells how far the start is: each resource once, then that all are healthy, or what is missing after a while.</summary>
internal sealed class StartReport(ResourceNotificationService notifications, OperatorConsole console, TimeProvider time, long started)
{
    // A warm start takes well under this; then a person wants to know what is missing.
    private static readonly TimeSpan FirstReminder = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LaterReminder = TimeSpan.FromMinutes(3);

    /// <summary>Waits until the awaited resources are all healthy at once and returns how they are then.</summary>
    public async Task<IReadOnlyList<ResourceEvent>> WaitAsync(IReadOnlyCollection<string> awaited, CancellationToken cancellationToken)
    {
        var latest = new Dictionary<string, ResourceEvent>(StringComparer.OrdinalIgnoreCase);
        using var reminding = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reminder = RemindAsync(awaited, reminding.Token);
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!awaited.Contains(change.ResourceId))
            {
                continue;
            }

            latest[change.ResourceId] = change;
            if (IsHealthy(change) && told.Add(change.ResourceId))
            {
                console.Say($"  {change.Resource.Name} is healthy ({time.GetElapsedTime(started).TotalSeconds:0.0} s)");
            }

            if (latest.Count == awaited.Count && latest.Values.All(IsHealthy))
            {
                break;
            }
        }

        await reminding.CancelAsync().ConfigureAwait(false);
        await reminder.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return [.. latest.Values];
    }

    private static bool IsHealthy(ResourceEvent change) => change.Snapshot.HealthStatus == HealthStatus.Healthy;

    private static string Describe(ResourceEvent change)
    {
        var ill = change.Snapshot.HealthReports.FirstOrDefault(report => report.Status == HealthStatus.Unhealthy)?.Description;
        return $"{change.Resource.Name} ({change.Snapshot.State?.Text}{(change.Snapshot.ExitCode is { } code ? $", exit code {code}" : "")}{(ill is null ? "" : $": {ill}")})";
    }

    private async Task RemindAsync(IReadOnlyCollection<string> awaited, CancellationToken cancellationToken)
    {
        for (var pause = FirstReminder; ; pause = LaterReminder)
        {
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            using var subscription = notifications.Subscribe();
            var missing = subscription.Current.Where(known => awaited.Contains(known.ResourceId) && !IsHealthy(known)).Select(Describe);
            console.Warn($"After {time.GetElapsedTime(started).TotalSeconds:0} s these are not healthy yet: {string.Join(", ", missing)}.");
        }
    }
}
