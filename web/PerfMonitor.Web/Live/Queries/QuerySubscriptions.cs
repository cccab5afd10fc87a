using PerfMonitor.Web.Live.Clients;

namespace PerfMonitor.Web.Live.Queries;

/// <summary>
/// Who follows which query under which id. Each different query is asked once for all who follow it. Bounded in queries per
/// client and different queries in all.
/// </summary>
internal sealed class QuerySubscriptions(int perClient, int different)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<LiveClient, Dictionary<string, string>> _queriesById = [];
    private readonly Dictionary<string, HashSet<(LiveClient Client, string Id)>> _followers = new(StringComparer.Ordinal);

    /// <returns>Why not; null when done. The same id again replaces its query.</returns>
    public string? Add(LiveClient client, string id, string query)
    {
        lock (_lock)
        {
            var mine = _queriesById.GetValueOrDefault(client) ?? [];
            if (!mine.ContainsKey(id) && mine.Count >= perClient)
                return $"A client follows at most {perClient} queries. Unsubscribe from one first.";
            if (!_followers.ContainsKey(query) && _followers.Count >= different)
                return $"All clients together follow {different} different queries already. Try again later, or raise Live:Queries.";

            RemoveOne(client, mine, id);
            mine[id] = query;
            _queriesById[client] = mine;
            if (!_followers.TryGetValue(query, out var followers))
                _followers.Add(query, followers = []);
            followers.Add((client, id));
            return null;
        }
    }

    public void Remove(LiveClient client, string id)
    {
        lock (_lock)
        {
            if (_queriesById.TryGetValue(client, out var mine))
                RemoveOne(client, mine, id);
        }
    }

    public void RemoveAll(LiveClient client)
    {
        lock (_lock)
        {
            if (!_queriesById.Remove(client, out var mine))
                return;
            foreach (var id in mine.Keys.ToList())
                RemoveOne(client, mine, id);
        }
    }

    /// <summary>The different queries followed now.</summary>
    public IReadOnlyList<string> Queries
    {
        get
        {
            lock (_lock)
                return [.. _followers.Keys];
        }
    }

    public IReadOnlyList<(LiveClient Client, string Id)> FollowersOf(string query)
    {
        lock (_lock)
            return _followers.TryGetValue(query, out var followers) ? [.. followers] : [];
    }

    private void RemoveOne(LiveClient client, Dictionary<string, string> mine, string id)
    {
        if (!mine.Remove(id, out var query))
            return;
        var followers = _followers[query];
        followers.Remove((client, id));
        if (followers.Count == 0)
            _followers.Remove(query);
    }
}
