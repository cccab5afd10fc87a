namespace PerfMonitor.Analytics.Archive;

/// <summary>An archive being written or restored, or the last one that was.</summary>
/// <param name="Kind"><c>archive</c> or <c>restore</c>.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="Outcome">What came of it, in words; empty while it runs.</param>
/// <param name="Failed">Whether it failed.</param>
internal sealed record ArchiveTask(string Kind, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Outcome, bool Failed);

/// <summary>
/// Runs archives and restores apart from the requests that ask for them, which would time out: one at a time, and none outlives the service.
/// </summary>
internal sealed class ArchiveTasks(TimeProvider clock, ILogger<ArchiveTasks> logger) : BackgroundService
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<(string Kind, Func<CancellationToken, Task<string>> Work)> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ArchiveTask? _newest;

    /// <summary>The task that runs, or the last one; null when there was none.</summary>
    public ArchiveTask? Newest
    {
        get
        {
            lock (_gate)
            {
                return _newest;
            }
        }
    }

    /// <summary>Starts a task; false while another one runs.</summary>
    public bool TryStart(string kind, Func<CancellationToken, Task<string>> work)
    {
        lock (_gate)
        {
            if (_newest is { EndedAt: null })
            {
                return false;
            }

            _newest = new ArchiveTask(kind, clock.GetUtcNow(), EndedAt: null, "", Failed: false);
            _next.SetResult((kind, work));
            return true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var (kind, work) = await _next.Task.WaitAsync(stoppingToken);
            var (outcome, failed) = await RunAsync(kind, work, stoppingToken);
            lock (_gate)
            {
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _newest = _newest! with { EndedAt = clock.GetUtcNow(), Outcome = outcome, Failed = failed };
            }
        }
    }

    // Whatever goes wrong with a task is its own affair, and does not end a process that takes samples.
    private async Task<(string Outcome, bool Failed)> RunAsync(string kind, Func<CancellationToken, Task<string>> work, CancellationToken stoppingToken)
    {
        try
        {
            return (await work(stoppingToken), false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
        {
            logger.ArchiveTaskFailed(kind, failure.Message, failure);
            return (failure.Message, true);
        }
    }
}
