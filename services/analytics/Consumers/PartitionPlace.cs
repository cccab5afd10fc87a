namespace PerfMonitor.Analytics.Consumers;

/// <summary>A place in the line for one partition, kept until it is left: a reader that is lost is followed by another, at the end of the line.</summary>
internal sealed class PartitionPlace : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _leave = new();
    private readonly CancellationToken _leaving;
    private readonly Func<CancellationToken, Task<PartitionReader>> _open;
    private readonly Action<string> _lost;
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _standing;
    private volatile bool _isHeld;

    /// <summary>Takes a place. <paramref name="lost"/> hears why there is none, once until there is one again.</summary>
    public PartitionPlace(Func<CancellationToken, Task<PartitionReader>> open, Action<string> lost)
    {
        (_open, _lost, _leaving) = (open, lost, _leave.Token);
        _standing = Task.Run(StandAsync);
    }

    /// <summary>Whether a reader stands in line, as far as is known.</summary>
    public bool IsHeld => _isHeld;

    /// <summary>Ends when a reader stands in line for the first time.</summary>
    public Task Held => _held.Task;

    /// <summary>Leaves the line; the next in it takes over. Ends when what was begun is acknowledged.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await _leave.CancelAsync();
        await _standing.WaitAsync(cancellationToken);
    }

    public void Dispose() => _leave.Dispose();

    private async Task StandAsync()
    {
        for (var wasHeld = true; !_leaving.IsCancellationRequested;)
        {
            try
            {
                await using var reader = await _open(_leaving);
                _isHeld = wasHeld = true;
                _held.TrySetResult();
                await reader.RunAsync(_leaving);
            }
            catch (Exception failure)
            {
                // Whatever the client library throws: what was not acknowledged comes again.
                if (wasHeld && !_leaving.IsCancellationRequested)
                {
                    _lost(failure.Message);
                }

                wasHeld = false;
            }
            finally
            {
                _isHeld = false;
            }

            await Task.WhenAny(Task.Delay(Pause, _leaving));
        }
    }
}
