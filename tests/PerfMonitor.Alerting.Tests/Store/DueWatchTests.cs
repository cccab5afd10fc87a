using Microsoft.AspNetCore.Builder;
using PerfMonitor.Alerting.Actions;
using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Life;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Store;

public sealed class DueWatchTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static readonly string[] Duties = ["acknowledgements", "escalations", "failures", "asking", "actions", "reported"];

    private const string Escalated = "INSERT INTO alerting.escalations (alert_id, state, next_at) VALUES (1, 'waiting', '2100-01-01Z')";

    [Theory]
    [InlineData("", "")]
    [InlineData("INSERT INTO alerting.groups (hash, route, labels, created_at, next_flush_at) VALUES ('a', 'r', '{}', now(), '2020-01-01Z')", "flushing")]
    [InlineData("INSERT INTO alerting.groups (hash, route, labels, created_at, next_flush_at) VALUES ('a', 'r', '{}', now(), '2100-01-01Z')", "")]
    [InlineData("INSERT INTO alerting.heartbeat (sent_at, received_at) VALUES (now(), now())", "flushing")]
    [InlineData("INSERT INTO alerting.heartbeat (sent_at, received_at, passed_at) VALUES ('2020-01-01Z', now(), '2020-01-01Z')", "")]
    [InlineData("INSERT INTO alerting.outbox (message) VALUES ('{}')", "publishing")]
    [InlineData("INSERT INTO alerting.external_alerts VALUES ('a', gen_random_uuid(), 'A', '{}', '2020-01-01Z')", "reported")]
    [InlineData("INSERT INTO alerting.external_alerts VALUES ('a', gen_random_uuid(), 'A', '{}', '2100-01-01Z')", "")]
    [InlineData("ALERT firing", "escalations asking")]
    [InlineData("ALERT acknowledged", "escalations")]
    [InlineData("ALERT resolved", "")]
    [InlineData("ALERT acknowledged " + Escalated, "escalations")]
    [InlineData("ALERT resolved INSERT INTO alerting.acknowledgement_ends VALUES (1, 'anna', '2020-01-01Z')", "acknowledgements")]
    [InlineData("ALERT resolved INSERT INTO alerting.acknowledgement_ends VALUES (1, 'anna', '2100-01-01Z')", "")]
    [InlineData("ALERT resolved RUN approved", "actions")]
    [InlineData("ALERT resolved RUN deferred", "asking")]
    [InlineData("ALERT resolved RUN failed", "")]
    [InlineData("ALERT firing RUN failed", "escalations failures asking")]
    [InlineData("MESSAGE pending 2020-01-01Z", "mail")]
    [InlineData("MESSAGE pending 2100-01-01Z", "")]
    [InlineData("MESSAGE sending 2020-01-01Z", "mail")]
    [InlineData("MESSAGE delivered 2020-01-01Z", "")]
    public async Task Wakes_the_loops_that_have_something_to_do_and_no_other(string sql, string woken)
    {
        var source = database.EmptyWithSource().Source;
        var (clock, signals, due) = (new ManualTimeProvider(Samples.Noon), new Signals(), new List<string>());
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddLife();
        builder.AddEscalation();
        builder.AddActions();
        builder.AddAlertmanager();
        var watches = builder.Services.Where(service => service.ServiceType == typeof(Watch)).Select(service => (Watch)service.ImplementationInstance!)
            .Zip(Duties, (watch, duty) => new Watch(watch.Condition, () => due.Add(duty))).ToList();
        var watch = new DueWatch(source, watches, signals, clock);
        if (sql.Length > 0)
        {
            await using var command = source.CreateCommand(Written(sql));
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await watch.LookAsync(TestContext.Current.CancellationToken);

        foreach (var (name, signal) in ((string, WakeUp)[])[("flushing", signals.Flushing), ("publishing", signals.Publishing), ("mail", signals.Channel("mail"))])
        {
            if (signal.IsSignalled)
            {
                due.Add(name);
            }
        }

        Assert.Equal((Duties.Length, woken), (watches.Count, string.Join(' ', due)));
    }

    private static string Written(string sql) => sql.Split(' ') switch
    {
        ["ALERT", var state] => Alert(state),
        ["ALERT", var state, "RUN", var run] => Alert(state) + Run(run),
        ["ALERT", var state, .. var more] => $"{Alert(state)} {string.Join(' ', more)}",
        ["MESSAGE", var status, var at] => Message(status, at),
        _ => sql,
    };

    private static string Run(string state) =>
        $"INSERT INTO alerting.action_runs (id, idempotency_key, action, alert_id, state, dry_run, requested_by, requested_at, deferred_until, outcome) VALUES (gen_random_uuid(), 'k', 'restart', 1, '{state}', false, 'anna', now(), '2020-01-01Z', 'it broke')";

    private static string Message(string status, string at) =>
        $"INSERT INTO alerting.notifications (id, group_id, channel, change, reason, reason_text, content, status, next_attempt_at, lease_until, queued_at) VALUES (gen_random_uuid(), 1, 'mail', 1, 'r', 'r', '{{}}', '{status}', '{at}', '{at}', now())";

    private static string Alert(string state) =>
        $"INSERT INTO alerting.alerts (fired_event_id, fingerprint, name, rule_group, severity, labels, annotations, expression, value, state, active_since, starts_at, sample_at, received_at, version) VALUES (gen_random_uuid(), 'f', 'A', 'g', 'warning', '{{}}', '{{}}', 'x', 1, '{state}', now(), now(), now(), now(), 1);";
}
