using PerfMonitor.Hosting.Dcp;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Dashboard;

/// <summary>Keeps the Aspire dashboard running: DCP starts it, and when it dies it is started again.</summary>
internal sealed class DashboardProcess(DcpBundle bundle, DashboardSettings settings, string resourceServiceUrl, RunContext context)
{
    public const string Id = "aspire-dashboard";

    // More deaths than this within the window mean that starting again does not help.
    private const int MaxDeaths = 5;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Queue<long> _deaths = new(MaxDeaths + 1);
    private string? _dead;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var launch = new ExecutableLaunch(bundle.Dashboard, Path.GetDirectoryName(bundle.Dashboard)!, ["dashboard"]) { Environment = settings.Environment(resourceServiceUrl) };
        return context.Dcp.CreateAsync(DcpClient.Executables, DcpObjects.Executable(Id, launch), cancellationToken);
    }

    /// <summary>Ends it and returns when it is gone, so that its ports are free for the next start.</summary>
    public Task StopAsync() => context.Dcp.DeleteAsync(DcpClient.Executables, Id, CancellationToken.None);

    public void OnChanged(DcpStatus status, CancellationToken cancellationToken)
    {
        if (status is { HasEnded: false, ProcessId: { } processId })
        {
            context.Remember(processId);
        }

        if (status.HasEnded && status.Uid != _dead && !cancellationToken.IsCancellationRequested)
        {
            _dead = status.Uid;
            _ = BringBackAsync(status, cancellationToken);
        }
    }

    private async Task BringBackAsync(DcpStatus status, CancellationToken cancellationToken)
    {
        var now = context.Time.GetTimestamp();
        _deaths.Enqueue(now);
        while (_deaths.TryPeek(out var first) && context.Time.GetElapsedTime(first, now) > Window)
        {
            _deaths.Dequeue();
        }

        if (_deaths.Count > MaxDeaths)
        {
            context.Console.Warn($"The Aspire dashboard ended {_deaths.Count} times within {Window.TotalMinutes:0} minutes and is left off; everything else goes on.");
            return;
        }

        context.Console.Warn($"The Aspire dashboard ended unexpectedly (exit code {status.ExitCode?.ToString() ?? "unknown"}); it is started again, and everything else goes on.");
        try
        {
            await Task.Delay(Pause, context.Time, cancellationToken).ConfigureAwait(false);
            await context.Dcp.DeleteAsync(DcpClient.Executables, Id, cancellationToken).ConfigureAwait(false);
            await StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or DcpException)
        {
            context.Console.Warn($"The Aspire dashboard could not be started again: {e.Message}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Everything is being stopped.
        }
    }
}
