using System.Collections.Concurrent;
using System.Threading.Channels;

namespace PerfMonitor.Alerting;

/// <summary>Wakes the loops of this process when there is something for them in the database, so that nothing waits for the next look.</summary>
internal sealed class Signals
{
    private readonly ConcurrentDictionary<string, WakeUp> _channels = new();

    public WakeUp Flushing { get; } = new();

    public WakeUp Publishing { get; } = new();

    public WakeUp Channel(string name) => _channels.GetOrAdd(name, _ => new WakeUp());

    /// <summary>An alert changed: its groups may be due, and pages want to know.</summary>
    public void AlertChanged()
    {
        Flushing.Signal();
        Publishing.Signal();
    }
}

/// <summary>Remembers one signal until somebody waits for it; more than one at a time mean the same.</summary>
internal sealed class WakeUp
{
    private readonly Channel<bool> _signals = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Whether a signal waits.</summary>
    public bool IsSignalled => _signals.Reader.Count > 0;

    public void Signal() => _signals.Writer.TryWrite(true);

    /// <summary>Returns at the next signal, or after <paramref name="longest"/> without one.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await _signals.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over; the caller looks for itself.
        }
    }
}
