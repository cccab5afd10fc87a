namespace PerfMonitor.Alerting.Replay;

/// <summary>Lets few replays run at a time: each takes a core from those that tell people, and the memory of its events.</summary>
internal sealed class ReplayTurns : IDisposable
{
    /// <summary>Replays side by side, as many as an analytics has back-tests.</summary>
    public const int SideBySide = 2;

    private readonly SemaphoreSlim _turns = new(SideBySide);

    /// <summary>A turn, which ends when it is disposed; null where none becomes free in time.</summary>
    public async Task<IDisposable?> TakeAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        await _turns.WaitAsync(patience, cancellationToken) ? new Turn(_turns) : null;

    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
