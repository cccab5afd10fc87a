using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>Where escalations stand, in PostgreSQL.</summary>
internal sealed class EscalationStore(NpgsqlDataSource source) : IEscalationStore
{
    private const string Unbegun = "alerting.alerts a WHERE a.state <> 'resolved' AND NOT EXISTS (SELECT 1 FROM alerting.escalations e WHERE e.alert_id = a.id)";

    private const string Open =
        """
        alerting.escalations e JOIN alerting.alerts a ON a.id = e.alert_id
        WHERE e.state IN ('waiting', 'paused', 'done')
          AND (a.state = 'resolved' OR e.next_at <= $1 OR (e.state = 'waiting' AND a.state = 'acknowledged') OR (e.state = 'paused' AND a.state = 'firing'))
        """;

    private const string StateColumns = "e.policy, e.state, e.position, e.next_at, e.told, e.held, e.lost";

    /// <summary>Whether there is anything to begin or to take a step in at the time <c>$1</c>.</summary>
    public const string IsDue = $"EXISTS (SELECT 1 FROM {Unbegun}) OR EXISTS (SELECT 1 FROM {Open})";

    // Alerts that get their escalation in one round.
    private const int MostBegun = 1000;

    public async Task<int> BeginAsync(Func<CancellationToken, Task<ContactBook>> read, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Then(EscalationSettings.Keep).Then($"SELECT a.id, a.labels, a.starts_at FROM {Unbegun} ORDER BY a.id LIMIT {MostBegun}");
        List<(long Id, Dictionary<string, string> Labels, DateTimeOffset StartsAt)> alerts;
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await reader.NextResultAsync(cancellationToken);
            alerts = await reader.ReadAllAsync(static row => (row.GetInt64(0), StoredJson.Read<Dictionary<string, string>>(row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2)), cancellationToken);
        }

        if (alerts.Count == 0)
        {
            return 0;
        }

        var book = await read(cancellationToken);
        var states = alerts.ConvertAll(alert => EscalationState.Begin(alert.Id, alert.StartsAt, book.PolicyOf(alert.Labels)));
        await using var begin = new NpgsqlCommand(
            "INSERT INTO alerting.escalations (alert_id, policy, state, next_at) SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[]) ON CONFLICT DO NOTHING",
            connection,
            transaction).With(
            states.Select(state => state.AlertId).ToArray(),
            states.Select(state => state.Policy).ToArray(),
            states.Select(state => AlertRow.Word(state.Phase)).ToArray(),
            states.Select(state => state.NextAt?.ToUniversalTime()).ToArray());
        await begin.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return states.Count;
    }

    /// <summary>How the escalation of an episode stands; null where it has not begun.</summary>
    public async Task<EscalationState?> StateOfAsync(long alertId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {StateColumns} FROM alerting.escalations e WHERE e.alert_id = $1").With(alertId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? ReadState(reader, alertId, 0) : null;
    }

    public async Task<IEscalationTransaction?> TakeAsync(RoutingTree tree, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (await FindAsync(connection, transaction, now, cancellationToken) is { } found)
            {
                var around = await AroundAsync(connection, transaction, found.Alert, tree, now, cancellationToken);
                var taken = new EscalationTransaction(connection, transaction, new EscalationTurn(found.Alert, found.State, EscalationHold.Decide(found.Alert, around, tree, now)));
                connection = null;
                return taken;
            }

            await transaction.DisposeAsync();
            return null;
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private static async Task<(Alert Alert, EscalationState State)?> FindAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT {AlertRow.Columns}, {StateColumns} FROM {Open}
            ORDER BY e.next_at NULLS FIRST LIMIT 1 FOR UPDATE OF e SKIP LOCKED
            """,
            connection,
            transaction).With(now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var alert = AlertRow.Read(reader);
        return (alert, ReadState(reader, alert.Id, reader.GetOrdinal("policy")));
    }

    private static EscalationState ReadState(NpgsqlDataReader reader, long alertId, int column) => new(
        alertId,
        reader.Optional<string>(column),
        Enum.Parse<EscalationPhase>(reader.GetString(column + 1), ignoreCase: true),
        reader.GetInt32(column + 2),
        reader.Optional<DateTimeOffset?>(column + 3),
        reader.GetFieldValue<string[]>(column + 4),
        reader.Optional<string>(column + 5))
    {
        Lost = reader.Optional<string>(column + 6),
    };

    private static async Task<Surroundings> AroundAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Alert alert, RoutingTree tree, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.ThenSurroundings(tree, now).ThenSources(tree, alert.Labels);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadSurroundingsAsync(cancellationToken);
    }

    private sealed class EscalationTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, EscalationTurn turn) : IEscalationTransaction
    {
        public EscalationTurn Turn => turn;

        public async Task SaveAsync(EscalationMove move, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var next = move.Next;
            await using var batch = new NpgsqlBatch(connection, transaction);
            batch.Then(
                "UPDATE alerting.escalations SET policy = $2, state = $3, position = $4, next_at = $5, told = $6, held = $7, lost = $8 WHERE alert_id = $1",
                next.AlertId, next.Policy, AlertRow.Word(next.Phase), next.Position, next.NextAt, next.Told.ToArray(), next.Held, next.Lost);
            foreach (var message in move.Messages)
            {
                Outbox.Enqueue(batch, EscalationNotification.Of(turn.Alert, message, now), now);
            }

            if (move.Story is { } story)
            {
                batch.Then("INSERT INTO alerting.timeline (alert_id, at, kind, text) VALUES ($1, $2, $3, $4)", next.AlertId, now, TimelineKind.Escalated.ToString(), story);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
