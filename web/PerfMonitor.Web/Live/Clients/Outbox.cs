using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace PerfMonitor.Web.Live.Clients;

/// <summary>
/// The frames one client has still to get. A slow client loses frames and keeps the newest of each slot; nobody waits for it.
/// Bounded by <paramref name="capacity"/> slots, beyond which the oldest frame goes.
/// </summary>
internal sealed class Outbox(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Frame>> _bySlot = new(StringComparer.Ordinal);
    private readonly LinkedList<Frame> _inOrder = [];

    // One signal is enough: the reader empties the box before it waits again.
    private readonly Channel<bool> _arrived = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <returns>The frame that this one cost its place; null when there was room.</returns>
    public Frame? Offer(Frame frame)
    {
        lock (_lock)
        {
            if (_bySlot.TryGetValue(frame.Slot, out var pending))
            {
                var replaced = pending.Value;
                pending.Value = frame;
                return replaced;
            }

            Frame? dropped = null;
            if (_bySlot.Count >= capacity)
                TryRemoveFirst(out dropped);
            _bySlot.Add(frame.Slot, _inOrder.AddLast(frame));
            _arrived.Writer.TryWrite(true);
            return dropped;
        }
    }

    /// <summary>The next frame, once there is one. For one reader.</summary>
    public async Task<Frame> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            lock (_lock)
            {
                if (TryRemoveFirst(out var frame))
                    return frame;
            }

            await _arrived.Reader.ReadAsync(cancellation);
        }
    }

    /// <summary>Forgets a frame that is no longer wanted.</summary>
    public void Remove(string slot)
    {
        lock (_lock)
        {
            if (_bySlot.Remove(slot, out var node))
                _inOrder.Remove(node);
        }
    }

    private bool TryRemoveFirst([NotNullWhen(true)] out Frame? frame)
    {
        frame = _inOrder.First?.Value;
        if (frame is null)
            return false;
        _inOrder.RemoveFirst();
        _bySlot.Remove(frame.Slot);
        return true;
    }
}
