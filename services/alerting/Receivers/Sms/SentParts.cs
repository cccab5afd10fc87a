using System.Collections.Immutable;

namespace PerfMonitor.Alerting.Receivers.Sms;

/// <summary>
/// Which recipients of a notification have got it already, so that another attempt reaches only the others. In memory: after a restart
/// in between, all are tried again.
/// </summary>
internal sealed class SentParts
{
    // Notifications with something still to send; beyond that the oldest is forgotten, and would be sent to everybody again.
    private const int Most = 1000;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<Guid, ImmutableDictionary<string, Outcome>> _parts = [];

    public ImmutableDictionary<string, Outcome> Of(Guid notification)
    {
        lock (_lock)
        {
            return _parts.GetValueOrDefault(notification, ImmutableDictionary<string, Outcome>.Empty);
        }
    }

    /// <summary>Keeps what is settled for the next attempt.</summary>
    public void Keep(Guid notification, ImmutableDictionary<string, Outcome> settled)
    {
        lock (_lock)
        {
            _parts[notification] = settled;
            if (_parts.Count > Most)
            {
                _parts.RemoveAt(0);
            }
        }
    }

    public void Forget(Guid notification)
    {
        lock (_lock)
        {
            _parts.Remove(notification);
        }
    }
}
