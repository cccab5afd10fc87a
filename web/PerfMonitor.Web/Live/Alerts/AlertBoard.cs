using PerfMonitor.Contracts;

namespace PerfMonitor.Web.Live.Alerts;

/// <summary>
/// The active alerts: the list alerting gave, brought up to date by every change on the bus. Bounded to
/// <see cref="Capacity"/> alerts, active or just resolved.
/// </summary>
internal sealed class AlertBoard
{
    public const int Capacity = 2_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private bool _loaded;

    /// <summary>Most severe first, then newest first; null until the list was loaded once.</summary>
    public IReadOnlyList<LiveAlert>? Active
    {
        get
        {
            lock (_lock)
            {
                return _loaded
                    ? [.. _entries.Values
                        .Select(entry => entry.Alert)
                        .Where(alert => alert.State != "resolved")
                        .OrderByDescending(alert => alert.Severity)
                        .ThenByDescending(alert => alert.StartsAt)
                        .ThenBy(alert => alert.Fingerprint, StringComparer.Ordinal)]
                    : null;
            }
        }
    }

    /// <summary>Takes a change from the bus.</summary>
    /// <returns>False for one that was overtaken by a newer one, or delivered before.</returns>
    public bool Apply(AlertChanged change, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(change.Fingerprint, out var known))
            {
                if (known.Alert.Version >= change.Version)
                    return false;
            }
            else if (_entries.Count >= Capacity)
            {
                ForgetOne();
            }

            _entries[change.Fingerprint] = new Entry(LiveAlert.Of(change), now);
            return true;
        }
    }

    /// <summary>Takes the list of alerting. A newer change that came since it was asked for goes before it.</summary>
    public void Load(IEnumerable<LiveAlert> alerts, DateTimeOffset askedAt)
    {
        lock (_lock)
        {
            var newer = _entries.Where(entry => entry.Value.ReceivedAt >= askedAt).ToList();
            _entries.Clear();
            foreach (var alert in alerts.Take(Capacity))
                _entries[alert.Fingerprint] = new Entry(alert, askedAt);
            foreach (var (fingerprint, entry) in newer)
            {
                if (!_entries.TryGetValue(fingerprint, out var listed) || listed.Alert.Version < entry.Alert.Version)
                    _entries[fingerprint] = entry;
            }

            _loaded = true;
        }
    }

    // A resolved one goes before an active one, an old one before a new one.
    private void ForgetOne() =>
        _entries.Remove(_entries.MinBy(entry => (entry.Value.Alert.State != "resolved", entry.Value.ReceivedAt)).Key);

    private sealed record Entry(LiveAlert Alert, DateTimeOffset ReceivedAt);
}
