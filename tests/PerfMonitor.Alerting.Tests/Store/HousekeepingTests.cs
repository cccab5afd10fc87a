using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Store;

public sealed class HousekeepingTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Rows, each called by the days since it was over, or by what keeps it.</summary>
    private const string Rows =
        """
        INSERT INTO alerting.alerts (fired_event_id, fingerprint, name, rule_group, severity, labels, annotations, expression, value, state, active_since, starts_at, ends_at, sample_at, received_at, version)
          SELECT gen_random_uuid(), name, name, 'g', 'warning', '{}', '{}', 'up == 0', 0, CASE WHEN ends_at IS NULL THEN 'firing' ELSE 'resolved' END, $1 - interval '200 days', $1 - interval '200 days', ends_at, $1 - interval '200 days', $1 - interval '200 days', 1
          FROM (VALUES ('alert 91', $1 - interval '91 days'), ('alert 89', $1 - interval '89 days'), ('alert fires', NULL)) AS a (name, ends_at);
        INSERT INTO alerting.notifications (id, group_id, channel, change, reason, reason_text, content, status, next_attempt_at, queued_at)
          SELECT gen_random_uuid(), 1, channel, row_number() OVER (), note, '', '{}', status, $1, $1 - days * interval '1 day'
          FROM (VALUES ('hook', 'notification 91', 'delivered', 91), ('hook', 'notification 89', 'delivered', 89), ('hook', 'notification waits', 'pending', 91), ('gone', 'notification for nobody', 'pending', 1)) AS n (channel, note, status, days);
        INSERT INTO alerting.silences (id, matchers, starts_at, ends_at, created_by, comment, created_at)
          SELECT gen_random_uuid(), '[]', $1 - interval '200 days', $1 - days * interval '1 day', 'anna', 'silence ' || days, $1 - interval '200 days' FROM (VALUES (91), (89)) AS s (days);
        INSERT INTO alerting.maintenance_windows (id, name, matchers, starts_at, ends_at, recurrence, created_by, created_at)
          SELECT gen_random_uuid(), name, '[]', $1 - interval '200 days', $1 - days * interval '1 day', recurrence::jsonb, 'anna', $1
          FROM (VALUES ('window 91', 91, NULL), ('window 89', 89, NULL)) AS w (name, days, recurrence);
        INSERT INTO alerting.schedule_overrides (id, schedule, person, starts_at, ends_at, created_by, created_at)
          SELECT gen_random_uuid(), 'override ' || days, 'anna', $1 - interval '200 days', $1 - days * interval '1 day', 'anna', $1 FROM (VALUES (91), (89)) AS o (days);
        INSERT INTO alerting.early_ends (fired_event_id, at, reason, received_at)
          SELECT gen_random_uuid(), $1, 'early end ' || days, $1 - days * interval '1 day' FROM (VALUES (8), (6)) AS e (days);
        INSERT INTO alerting.firing_rules (fired_event_id, alert_id, rule_group, expression, starts_at, ended_at)
          SELECT gen_random_uuid(), a.id, 'g', r.name, $1 - interval '200 days', r.ended_at
          FROM alerting.alerts a, (VALUES ('rule 8', $1 - interval '8 days'), ('rule 6', $1 - interval '6 days'), ('rule fires', NULL)) AS r (name, ended_at) WHERE a.name = 'alert fires';
        INSERT INTO alerting.threads (channel, thread, reference, created_at)
          SELECT 'hook', gen_random_uuid(), 'thread ' || days, $1 - days * interval '1 day' FROM (VALUES (91), (89)) AS t (days);
        INSERT INTO alerting.groups (hash, route, labels, created_at, next_flush_at)
          SELECT name, '{}', '{}', $1 - hours * interval '1 hour', due FROM (VALUES ('group idle', 25, NULL), ('group young', 23, NULL), ('group due', 25, $1), ('group with members', 25, NULL)) AS g (name, hours, due);
        INSERT INTO alerting.group_members (group_id, alert_id)
          SELECT g.id, a.id FROM alerting.groups g, alerting.alerts a WHERE g.hash = 'group with members' AND a.name = 'alert fires';
        """;

    private const string Left =
        """
        SELECT name FROM alerting.alerts UNION ALL SELECT reason || ' ' || status FROM alerting.notifications UNION ALL SELECT comment FROM alerting.silences
        UNION ALL SELECT name FROM alerting.maintenance_windows UNION ALL SELECT schedule FROM alerting.schedule_overrides UNION ALL SELECT reason FROM alerting.early_ends
        UNION ALL SELECT reference FROM alerting.threads UNION ALL SELECT hash FROM alerting.groups UNION ALL SELECT expression FROM alerting.firing_rules
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Removes_what_has_been_over_for_long_enough_and_nothing_else()
    {
        var source = database.EmptyWithSource().Source;
        await using (var batch = source.CreateBatch())
        {
            foreach (var statement in Rows.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                batch.Then(statement, Now);
            }

            await batch.ExecuteNonQueryAsync(Token);
        }

        await Housekeeping(source).RunAsync(Token);

        Assert.Equal(
            [
                "alert 89", "alert fires", "early end 6", "group due", "group with members", "group young", "notification 89 delivered", "notification for nobody rejected",
                "notification waits pending", "override 89", "rule 6", "rule fires", "silence 89", "thread 89", "window 89",
            ],
            await LeftAsync(source));
    }

    /// <summary>Alerts of a month are numbered; silences are for the newest, the oldest and one that never was.</summary>
    [Fact]
    public async Task Ends_useless_silences_however_many_alerts_there_were()
    {
        var source = database.EmptyWithSource().Source;
        await using (var batch = source.CreateBatch())
        {
            batch.Then(
                """
                INSERT INTO alerting.alerts (fired_event_id, fingerprint, name, rule_group, severity, labels, annotations, expression, value, state, active_since, starts_at, ends_at, sample_at, received_at, version)
                SELECT gen_random_uuid(), i::text, 'a', 'g', 'warning', jsonb_build_object('n', i::text), '{}', 'up == 0', 0, 'resolved', at, at, at, at, at, 1 FROM generate_series(1, 50001) i, LATERAL (SELECT $1 - i * interval '50 seconds') AS t (at)
                """,
                Now).Then(
                """
                INSERT INTO alerting.silences (id, matchers, starts_at, ends_at, created_by, comment, created_at)
                SELECT gen_random_uuid(), jsonb_build_array('n=' || n), $1 - interval '40 days', $1 + interval '1 day', 'anna', n, $1 FROM unnest(ARRAY['1', '50001', '0']) n
                """,
                Now);
            await batch.ExecuteNonQueryAsync(Token);
        }

        await Housekeeping(source).RunAsync(Token);

        await using var command = source.CreateCommand("SELECT string_agg(comment, ' ') FROM alerting.silences WHERE ends_at <= $1").With(Now);
        Assert.Equal("0", await command.ExecuteScalarAsync(Token));
    }

    private static Housekeeping Housekeeping(NpgsqlDataSource source) => new(
        source,
        new Channels([new FakeReceiver("hook")]),
        new AlertQueries(source),
        new SilenceStore(source),
        Options.Create(new AlertsOptions()),
        Options.Create(new SilencesOptions()),
        new ManualTimeProvider(Now),
        NullLogger<Housekeeping>.Instance);

    private static async Task<IEnumerable<string>> LeftAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Left);
        await using var reader = await command.ExecuteReaderAsync(Token);
        return (await reader.ReadAllAsync(static row => row.GetString(0), Token)).Order(StringComparer.Ordinal);
    }
}
