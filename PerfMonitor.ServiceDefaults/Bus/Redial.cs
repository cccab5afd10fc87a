namespace PerfMonitor.ServiceDefaults;

/// <summary>
/// What is open to the broker, one at a time. It is never repaired: whoever asks after it failed has another one opened, at most one every
/// <see cref="Pause"/>, so that no state of the client library outlives the broker it was about.
/// </summary>
/// <param name="open">Opens one; told to give up after <see cref="DialLimit"/>.</param>
/// <param name="isUsable">Whether one can still be used, as far as is known.</param>
/// <param name="abandon">Lets go of one that is used no longer, without waiting; may be told so again.</param>
/// <param name="clock">The time.</param>
public sealed class Redial<T>(Func<CancellationToken, Task<T>> open, Func<T, bool> isUsable, Action<T> abandon, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan DialLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private Task<T>? _current;
    private long _dialed;

    /// <summary>The one there is, or the next one.</summary>
    public Task<T> CurrentAsync()
    {
        lock (_gate)
        {
            var usable = _current is { } current && (!current.IsCompleted || (current.IsCompletedSuccessfully && isUsable(current.Result)));
            var dialedNow = _current is { IsFaulted: true } && clock.GetElapsedTime(_dialed) < Pause;
            if (!usable && !dialedNow)
            {
                AbandonCurrent();
                _dialed = clock.GetTimestamp();
                _current = DialAsync();
            }

            return _current!;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            AbandonCurrent();
        }
    }

    private void AbandonCurrent()
    {
        if (_current is { IsCompletedSuccessfully: true } opened)
        {
            abandon(opened.Result);
        }
    }

    private async Task<T> DialAsync()
    {
        using var limit = new CancellationTokenSource(DialLimit, clock);
        var opening = Task.Run(() => open(limit.Token), CancellationToken.None);
        try
        {
            return await opening.WaitAsync(2 * DialLimit, clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The client library did not give up when it was told to.
            _ = opening.ContinueWith(late => abandon(late.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }
}
