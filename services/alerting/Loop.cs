using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting;

/// <summary>Keeps one of this service's duties going: a database that is away is waited for, and nothing that goes wrong ends it.</summary>
internal static class Loop
{
    private static readonly TimeSpan AwayPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string what, Func<CancellationToken, Task> round, TimeProvider clock, ILogger logger, CancellationToken stopping)
    {
        var away = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await round(stopping);
                away = false;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (TransientFaults.IsTransient(fault))
            {
                if (!away)
                {
                    Log.WaitingForDatabase(logger, what, fault.Message);
                }

                away = true;
                await PauseAsync(AwayPause, clock, stopping);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Log.LoopFailed(logger, fault, what, FaultPause);
                await PauseAsync(FaultPause, clock, stopping);
            }
        }
    }

    private static async Task PauseAsync(TimeSpan pause, TimeProvider clock, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, clock, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The loop ends at its head.
        }
    }
}
