namespace PerfMonitor.Web.Accounts;

/// <summary>Remembers answers for a while. Bounded by its capacity: when full, all expired entries go, then the oldest one.</summary>
internal sealed class ExpiringCache<TValue>(int capacity, TimeSpan lifetime, TimeProvider time)
    where TValue : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);

    // Oldest first; all entries live equally long, so this is also the order in which they expire.
    private readonly LinkedList<Entry> _byAge = [];
    private long _version;

    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    /// <summary>The remembered answer, else the loaded one. A null is not remembered, nor what was read before a <see cref="Clear"/>.</summary>
    public async ValueTask<TValue?> GetOrLoadAsync(string key, Func<Task<TValue?>> load)
    {
        long version;
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var node) && time.GetUtcNow() < node.Value.Expires)
                return node.Value.Value;
            version = _version;
        }

        var loaded = await load();
        if (loaded is not null)
        {
            lock (_lock)
            {
                if (version == _version)
                    Add(key, loaded);
            }
        }

        return loaded;
    }

    public void Clear()
    {
        lock (_lock)
        {
            _version++;
            _entries.Clear();
            _byAge.Clear();
        }
    }

    private void Add(string key, TValue value)
    {
        var now = time.GetUtcNow();
        Remove(key);
        while (_byAge.First is { } oldest && (oldest.Value.Expires <= now || _entries.Count >= capacity))
            Remove(oldest.Value.Key);
        _entries.Add(key, _byAge.AddLast(new Entry(key, value, now + lifetime)));
    }

    private void Remove(string key)
    {
        if (_entries.Remove(key, out var node))
            _byAge.Remove(node);
    }

    private sealed record Entry(string Key, TValue Value, DateTimeOffset Expires);
}
