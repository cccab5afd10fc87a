namespace PerfMonitor.Alerting.Store;

/// <summary>Writes down what has been done to the outside also while the database is away: what is not written down is done again.</summary>
internal static class Recording
{
    /// <summary>As long as the process lives; one that is to stop ends when its host's time for that is over.</summary>
    public static readonly TimeSpan Endless = Timeout.InfiniteTimeSpan;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <exception cref="OperationCanceledException">The database was away for longer than <paramref name="patience"/>.</exception>
    public static async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> write, TimeSpan patience, TimeProvider clock, ILogger logger)
    {
        using var over = new CancellationTokenSource(patience, clock);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write(over.Token);
            }
            catch (Exception fault) when (TransientFaults.IsTransient(fault))
            {
                if (attempt == 1)
                {
                    Log.WaitingForDatabase(logger, what, fault.Message);
                }

                await Task.Delay(Pause, clock, over.Token);
            }
        }
    }
}
