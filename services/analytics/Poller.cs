namespace PerfMonitor.Analytics;

/// <summary>
/// Something that is kept in memory and read anew from PostgreSQL at an interval. While that does not answer, or what it holds cannot be read, what was
/// read before counts; it is told of once.
/// </summary>
internal abstract class Poller(TimeSpan interval, TimeProvider clock, Action<string> tellOfFailure) : BackgroundService
{
    private bool _failing;

    /// <summary>Reads what there is now.</summary>
    public abstract Task ReloadAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReloadAsync(stoppingToken);
                _failing = false;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                if (!_failing)
                {
                    tellOfFailure(failure.Message);
                }

                _failing = true;
            }

            await Task.Delay(interval, clock, stoppingToken);
        }
    }
}
