using Npgsql;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// The time for which this instance evaluates the rules: as long as one connection lives, which holds the advisory lock and
/// writes the states. Holds the alerts that are pending, firing or remembered.
/// </summary>
internal sealed class RuleTerm : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<SeriesId, AlertInstance> NoAlerts = new Dictionary<SeriesId, AlertInstance>();

    private readonly NpgsqlConnection _connection;

    // The connection does one thing at a time.
    private readonly SemaphoreSlim _turns = new(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IReadOnlyDictionary<SeriesId, AlertInstance>> _alerts;

    private RuleTerm(NpgsqlConnection connection, Dictionary<string, Dictionary<SeriesId, AlertInstance>> alerts, DateTimeOffset? evaluatedAt)
    {
        (_connection, EvaluatedAt) = (connection, evaluatedAt);
        _alerts = alerts.ToDictionary(static rule => rule.Key, static rule => (IReadOnlyDictionary<SeriesId, AlertInstance>)rule.Value);
    }

    /// <summary>When rules were evaluated last, in this term or the one before; null where they never were.</summary>
    public DateTimeOffset? EvaluatedAt { get; private set; }

    /// <summary>The rules that have alerts.</summary>
    public IReadOnlyList<string> RuleKeys
    {
        get
        {
            lock (_gate)
            {
                return [.. _alerts.Keys];
            }
        }
    }

    /// <summary>Begins a term; null while another instance is in one.</summary>
    public static async Task<RuleTerm?> TryBeginAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var tryLock = new NpgsqlCommand("SELECT pg_try_advisory_lock(hashtext('perfmonitor.history.rules'))", connection);
            if ((bool)(await tryLock.ExecuteScalarAsync(cancellationToken))!)
            {
                var term = new RuleTerm(connection, await RuleStateStore.LoadAsync(connection, cancellationToken), await RuleStateStore.LoadEvaluatedAsync(connection, cancellationToken));
                connection = null;
                return term;
            }

            return null;
        }
        finally
        {
            if (connection is not null)
            {
                await GiveUpAsync(connection);
            }
        }
    }

    /// <summary>The alerts of a rule that are pending, firing or remembered.</summary>
    public IReadOnlyDictionary<SeriesId, AlertInstance> Alerts(string ruleKey)
    {
        lock (_gate)
        {
            return _alerts.GetValueOrDefault(ruleKey, NoAlerts);
        }
    }

    /// <summary>Stores a change where there is one, and takes the alerts over once it is stored; returns the events that were stored with it.</summary>
    public async Task<IReadOnlyList<OutboxEvent>> ApplyAsync(RuleChange change, IReadOnlyDictionary<SeriesId, AlertInstance> alerts, CancellationToken cancellationToken)
    {
        var events = change.Transitions.Count > 0
            ? await WithConnectionAsync(connection => RuleStateStore.SaveAsync(connection, change, cancellationToken), cancellationToken)
            : [];

        lock (_gate)
        {
            if (alerts.Count > 0)
            {
                _alerts[change.RuleKey] = alerts;
            }
            else
            {
                _alerts.Remove(change.RuleKey);
            }
        }

        return events;
    }

    /// <summary>Sends a heartbeat the way alerts go.</summary>
    public Task<OutboxEvent> BeatAsync(DateTimeOffset now, CancellationToken cancellationToken) => WithConnectionAsync(connection => RuleStateStore.BeatAsync(connection, now, cancellationToken), cancellationToken);

    /// <summary>Takes note that rules are evaluated now. Alerts move by the time in which nobody did; to be called while no group is under way.</summary>
    /// <returns>How long that was, where alerts moved.</returns>
    public async Task<TimeSpan?> WatchAsync(IEnumerable<RuleGroup> groups, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var unwatched = now - EvaluatedAt;
        var moved = UnwatchedTime.Moved(groups, key => Alerts(key).Values, unwatched ?? TimeSpan.Zero, now);
        if (unwatched is null || unwatched < TimeSpan.Zero || unwatched > UnwatchedTime.Tolerated)
        {
            // Together with the moment, or what moved once would move again in the next term; at once also where another machine's clock was ahead.
            await WithConnectionAsync(connection => RuleStateStore.MoveAsync(connection, moved, now, cancellationToken), cancellationToken);
            lock (_gate)
            {
                foreach (var rule in moved.GroupBy(static one => one.RuleKey, static one => one.Alert))
                {
                    var alerts = _alerts[rule.Key].ToDictionary();
                    foreach (var alert in rule)
                    {
                        alerts[alert.Fingerprint] = alert;
                    }

                    _alerts[rule.Key] = alerts;
                }
            }
        }

        EvaluatedAt = now;
        return moved.Count > 0 ? unwatched : null;
    }

    /// <summary>Makes sure that the connection lives, and the lock with it, and stores when rules were evaluated last.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => WithConnectionAsync(connection => RuleStateStore.CheckAsync(connection, EvaluatedAt, cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await GiveUpAsync(_connection);
        _turns.Dispose();
    }

    /// <summary>Gives the lock up where there is one, and the connection.</summary>
    private static async Task GiveUpAsync(NpgsqlConnection connection)
    {
        try
        {
            // The pool keeps sessions as they are left.
            await using var unlock = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
            await unlock.ExecuteNonQueryAsync();
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            // The connection is broken, and the lock went with it.
        }

        await connection.DisposeAsync();
    }

    private async Task<T> WithConnectionAsync<T>(Func<NpgsqlConnection, Task<T>> act, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await act(_connection);
        }
        catch (InvalidOperationException closed)
        {
            // What Npgsql says of a connection that broke before; to who stores it is one failure of the store like another.
            throw new NpgsqlException("The connection that holds the lock of the rules is lost.", closed);
        }
        finally
        {
            _turns.Release();
        }
    }
}
