using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Intake;

/// <summary>
/// Lets events that arrive together share a transaction: whoever has its turn takes in all that wait. What waits is bounded by the
/// deliveries the bus allows at a time.
/// </summary>
internal sealed class IntakeQueue(AlertIntake intake) : IDisposable
{
    /// <summary>Events in one transaction; their groups stay locked as long.</summary>
    public const int MostTogether = 100;

    // Transactions side by side: one that waits for a group does not make everybody wait.
    private const int SideBySide = 4;

    private readonly Lock _gate = new();
    private readonly List<Waiting> _waiting = [];
    private readonly SemaphoreSlim _turns = new(SideBySide);

    /// <summary>Ends when the event is stored.</summary>
    public async Task TakeAsync(AlertEvent happened, CancellationToken cancellationToken)
    {
        var own = new Waiting(happened);
        lock (_gate)
        {
            _waiting.Add(own);
        }

        try
        {
            await _turns.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Forget(own);
            throw;
        }

        try
        {
            while (IsWaiting(own))
            {
                await TakeAsync(Next());
            }
        }
        finally
        {
            _turns.Release();
        }

        await own.Taken.Task;
    }

    public void Dispose() => _turns.Dispose();

    private bool IsWaiting(Waiting own)
    {
        lock (_gate)
        {
            return _waiting.Contains(own);
        }
    }

    private void Forget(Waiting own)
    {
        lock (_gate)
        {
            _waiting.Remove(own);
        }
    }

    private List<Waiting> Next()
    {
        lock (_gate)
        {
            // Two events of one alert go one after the other.
            var together = _waiting.DistinctBy(static one => one.Event.Fingerprint).Take(MostTogether).ToHashSet();
            _waiting.RemoveAll(together.Contains);
            return [.. together];
        }
    }

    // Not cancelled with one of those who wait.
    private async Task TakeAsync(List<Waiting> together)
    {
        try
        {
            await intake.TakeAsync(together.ConvertAll(static one => one.Event), CancellationToken.None);
            together.ForEach(static one => one.Taken.SetResult());
        }
        catch (Exception broken) when (together.Count > 1 && broken is not OutOfMemoryException && !TransientFaults.IsTransient(broken))
        {
            // One that cannot be stored must not keep the others out.
            foreach (var one in together)
            {
                await TakeAsync([one]);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            together.ForEach(one => one.Taken.SetException(fault));
        }
    }

    private sealed class Waiting(AlertEvent happened)
    {
        public AlertEvent Event { get; } = happened;

        public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
