namespace PerfMonitor.Reporting.Generation;

/// <summary>Wakes the worker of this process when a report was asked for here; reports asked for elsewhere are found by looking.</summary>
internal sealed class ReportSignal : IDisposable
{
    // One is enough: whoever wakes up takes all that is due.
    private readonly SemaphoreSlim _signal = new(0, 1);

    public void Set()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is set already.
        }
    }

    /// <summary>Returns when the signal is set, or after the time given.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _signal.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _signal.Dispose();
}
