namespace PerfMonitor.Web.Accounts;

/// <summary>
/// Counts failures per key over a sliding window. Bounded: a key keeps at most <paramref name="limit"/> times, and of
/// more than <paramref name="capacity"/> keys the one that failed longest ago is forgotten. Not thread-safe.
/// </summary>
internal sealed class FailureCounter(int limit, TimeSpan window, int capacity)
{
    private readonly Dictionary<string, LinkedListNode<Failures>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Failures> _leastRecentFirst = [];

    public int Count => _byKey.Count;

    /// <summary>How long the key must wait; zero when it need not.</summary>
    public TimeSpan WaitOf(string key, DateTimeOffset now)
    {
        if (!_byKey.TryGetValue(key, out var node) || node.Value.Times.Count < limit)
            return TimeSpan.Zero;
        var wait = node.Value.Times[0] + window - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    public void Add(string key, DateTimeOffset now)
    {
        if (_byKey.TryGetValue(key, out var node))
        {
            _leastRecentFirst.Remove(node);
        }
        else
        {
            if (_byKey.Count >= capacity)
                Forget(_leastRecentFirst.First!.Value.Key);
            node = new LinkedListNode<Failures>(new Failures(key));
            _byKey.Add(key, node);
        }

        var times = node.Value.Times;
        if (times.Count == limit)
            times.RemoveAt(0);
        times.Add(now);
        _leastRecentFirst.AddLast(node);
    }

    /// <summary>Takes back one failure that was counted at that time.</summary>
    public void Withdraw(string key, DateTimeOffset countedAt)
    {
        if (_byKey.TryGetValue(key, out var node) && node.Value.Times.Remove(countedAt) && node.Value.Times.Count == 0)
            Forget(key);
    }

    public void Forget(string key)
    {
        if (_byKey.Remove(key, out var node))
            _leastRecentFirst.Remove(node);
    }

    private sealed record Failures(string Key)
    {
        // Oldest first, at most `limit`: with that many inside the window the key waits until the oldest leaves it.
        public List<DateTimeOffset> Times { get; } = [];
    }
}
