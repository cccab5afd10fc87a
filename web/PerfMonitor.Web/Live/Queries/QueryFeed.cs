using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PerfMonitor.Web.Live.Clients;
using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.Live.Queries;

/// <summary>
/// Asks every followed query once per interval and gives the result to all its followers. A query that takes longer than the
/// interval is asked again only when it has come back.
/// </summary>
internal sealed class QueryFeed(
    IPrometheus prometheus, QuerySubscriptions subscriptions, LiveHub hub, IOptions<LiveOptions> options, TimeProvider time)
    : BackgroundService
{
    /// <summary>Queries asked at the same time.</summary>
    private const int Concurrency = 8;

    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _slots = new(Concurrency);

    // Bounded by the number of queries followed.
    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var query in subscriptions.Queries)
            {
                if (!_underWay.TryGetValue(query, out var task))
                    _underWay[query] = AskAsync(query, stoppingToken);
                else if (task.IsCompleted)
                {
                    // A failure of our own code ends the process as in any background service; analytics being away is no failure.
                    await task;
                    _underWay[query] = AskAsync(query, stoppingToken);
                }
            }

            foreach (var (query, task) in _underWay)
            {
                if (task.IsCompleted && subscriptions.FollowersOf(query).Count == 0)
                    _underWay.TryRemove(query, out _);
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _slots.Dispose();
    }

    private async Task AskAsync(string query, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation);
        try
        {
            var at = time.GetUtcNow();
            var answer = await prometheus.QueryAsync(query, at, QueryTimeout, cancellation);
            var body = QueryFrames.Body(query, at, answer);
            foreach (var (client, id) in subscriptions.FollowersOf(query))
                hub.Offer(client, new Frame("query", $"query {id}", body, QueryFrames.Head(id)));
        }
        finally
        {
            _slots.Release();
        }
    }
}
