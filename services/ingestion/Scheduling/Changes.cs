namespace PerfMonitor.Ingestion.Scheduling;

/// <summary>Tells the schedule of this process that its targets have changed, so that it need not wait for its next look at the store.</summary>
internal sealed class Changes<T> : IDisposable
{
    private readonly SemaphoreSlim _changed = new(0, 1);

    public void Announce()
    {
        // One announcement waiting is as good as many.
        if (_changed.CurrentCount == 0)
        {
            try
            {
                _changed.Release();
            }
            catch (SemaphoreFullException)
            {
                return;
            }
        }
    }

    /// <summary>Ends with the next change, or after a while without one.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => await _changed.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _changed.Dispose();
}
