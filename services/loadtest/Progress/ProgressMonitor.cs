namespace PerfMonitor.LoadTest.Progress;

/// <summary>Reads a run's counters every half second, whatever the request rate, in a task of its own that never holds the generator up.</summary>
internal sealed class ProgressMonitor(RunCounters counters, TimeProvider clock)
{
    /// <summary>Time between two records.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Calls back with a record every half second until cancelled, then once more with the last one.</summary>
    public async Task RunAsync(Func<ProgressRecord, ValueTask> callback, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(ended);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await callback(counters.Read(clock.GetUtcNow()));
        }

        await callback(counters.Read(clock.GetUtcNow()));
    }
}
