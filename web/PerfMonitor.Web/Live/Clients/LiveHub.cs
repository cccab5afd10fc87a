using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.Extensions.Options;

namespace PerfMonitor.Web.Live.Clients;

/// <summary>All connected clients.</summary>
internal sealed class LiveHub(IOptions<LiveOptions> options, WebMetrics metrics)
{
    // Bounded by Live:MaximumClients.
    private readonly ConcurrentDictionary<LiveClient, byte> _clients = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public IEnumerable<LiveClient> Clients => _clients.Keys;

    /// <returns>False when there are as many as may be.</returns>
    public bool TryAdd(LiveClient client)
    {
        if (Interlocked.Increment(ref _count) > options.Value.MaximumClients)
        {
            Interlocked.Decrement(ref _count);
            metrics.ClientRefused("full");
            return false;
        }

        _clients.TryAdd(client, 0);
        metrics.LiveClients(+1);
        return true;
    }

    public void Remove(LiveClient client)
    {
        if (!_clients.TryRemove(client, out _))
            return;
        Interlocked.Decrement(ref _count);
        metrics.LiveClients(-1);
    }

    /// <summary>Puts a frame into a client's outbox. Never waits.</summary>
    public void Offer(LiveClient client, Frame frame)
    {
        if (client.Outbox.Offer(frame) is { } lost)
            metrics.FrameSkipped(lost.Topic);
    }

    /// <summary>Puts a frame into the outbox of every client that wants it.</summary>
    public void Offer(Func<LiveClient, bool> wants, Frame frame)
    {
        foreach (var client in Clients)
        {
            if (wants(client))
                Offer(client, frame);
        }
    }

    public void EndAll(WebSocketCloseStatus status, string reason)
    {
        foreach (var client in Clients)
            client.End(status, reason);
    }
}
