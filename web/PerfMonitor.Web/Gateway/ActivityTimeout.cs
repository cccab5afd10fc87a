namespace PerfMonitor.Web.Gateway;

/// <summary>Cancels when nothing has moved for a while, or the client is gone.</summary>
internal sealed class ActivityTimeout : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _clientGone;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _either;

    public ActivityTimeout(TimeSpan timeout, TimeProvider time, CancellationToken clientGone)
    {
        _timeout = timeout;
        _clientGone = clientGone;
        _idle = new CancellationTokenSource(timeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_idle.Token, clientGone);
    }

    public CancellationToken Token => _either.Token;

    public bool ClientIsGone => _clientGone.IsCancellationRequested;

    /// <summary>Something moved: the time begins anew.</summary>
    public void Reset() => _idle.CancelAfter(_timeout);

    public void Dispose()
    {
        _either.Dispose();
        _idle.Dispose();
    }
}
