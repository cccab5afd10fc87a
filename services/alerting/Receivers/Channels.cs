namespace PerfMonitor.Alerting.Receivers;

/// <summary>The channels of this configuration.</summary>
internal sealed class Channels(IEnumerable<IReceiver> receivers)
{
    public IReadOnlyList<IReceiver> All { get; } = [.. receivers];

    public IReceiver? Find(string name) => All.FirstOrDefault(receiver => receiver.Name == name);
}
