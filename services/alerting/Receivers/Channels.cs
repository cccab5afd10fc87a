namespace PerfMonitor.Alerting.Receivers;

/// <summary>The channels of this configuration.</summary>
internal sealed class Channels(IEnumerable<IReceiver> receivers)
{
    private volatile IReadOnlyList<IReceiver> _all = [.. receivers];

    public IReadOnlyList<IReceiver> All => _all;

    /// <summary>Signalled when others have taken their place.</summary>
    public WakeUp Changed { get; } = new();

    public void Replace(IReadOnlyList<IReceiver> by)
    {
        _all = by;
        Changed.Signal();
    }

    public IReceiver? Find(string name) => All.FirstOrDefault(receiver => receiver.Name == name);
}
