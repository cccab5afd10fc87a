namespace PerfMonitor.Ingestion.Targets;

/// <summary>Tells the prober of this process that targets have changed, so that it need not wait for its next look.</summary>
internal sealed class TargetChanges : IDisposable
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
