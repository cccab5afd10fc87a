using System.Net.WebSockets;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Live.Clients;

/// <summary>Whether a client gets the overview.</summary>
internal enum OverviewWish
{
    Off,

    /// <summary>The next frame is the first: it carries the last minute.</summary>
    Snapshot,

    On,
}

/// <summary>One connected client: who it is, what it wants, what it has still to get.</summary>
internal sealed class LiveClient(Caller caller, PresentedCredential credential) : IDisposable
{
    /// <summary>The overview, its snapshot, 20 queries by default, hello, an error, and room for alerts and anomalies.</summary>
    private const int OutboxCapacity = 256;

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private int _overview;
    private volatile bool _alerts;
    private volatile bool _anomalies;
    private bool _ended;

    public Caller Caller { get; } = caller;

    public PresentedCredential Credential { get; } = credential;

    public Outbox Outbox { get; } = new(OutboxCapacity);

    public OverviewWish Overview
    {
        get => (OverviewWish)Volatile.Read(ref _overview);
        set => Volatile.Write(ref _overview, (int)value);
    }

    public bool Alerts
    {
        get => _alerts;
        set => _alerts = value;
    }

    public bool Anomalies
    {
        get => _anomalies;
        set => _anomalies = value;
    }

    /// <summary>Cancelled when the connection is to be closed.</summary>
    public CancellationToken Ended => _end.Token;

    /// <summary>Why it is closed, once it is.</summary>
    public (WebSocketCloseStatus Status, string Reason) Ending { get; private set; } = (WebSocketCloseStatus.NormalClosure, "");

    /// <summary>The first frame is on its way. False when the wish has changed meanwhile.</summary>
    public bool SnapshotSent() =>
        Interlocked.CompareExchange(ref _overview, (int)OverviewWish.On, (int)OverviewWish.Snapshot) == (int)OverviewWish.Snapshot;

    /// <summary>Closes the connection; the first reason counts.</summary>
    public void End(WebSocketCloseStatus status, string reason)
    {
        lock (_lock)
        {
            if (_ended)
                return;
            _ended = true;
            Ending = (status, reason);
            _end.Cancel();
        }
    }

    public void Dispose()
    {
        // Under the lock, since somebody who saw the client in the hub a moment ago may still want to end it.
        lock (_lock)
        {
            _ended = true;
            _end.Dispose();
        }
    }
}
