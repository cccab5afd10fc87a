using System.IO.Pipelines;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PerfMonitor.Alerting.Actions;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Flushing;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.Contracts;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Actions;

public sealed class ActionRunnerTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private readonly ManualTimeProvider _clock = new(Samples.Noon);
    private readonly AlertFired _fired = Scene.Event("Var critical alpha", Samples.Noon, Guid.NewGuid());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S3-50")]
    public async Task Fires_an_alert_when_an_action_fails_and_ends_it_with_the_alert_it_was_for()
    {
        var (source, intake, scene) = await BeginAsync(new OrderTaker { Obeys = false });

        await scene.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);
        await scene.RunAsync(Token);

        const string Failed = "EmergencyActionFailed critical alpha halve Var: The action halve for Var failed: answered 200; the post-condition does not hold after 0 ms: 100 before, 100 after";
        Assert.Equal([$"{Failed}; firing"], await ToldAsync(source));

        await intake.ResolvedAsync(Scene.End(_fired, _fired.EventId, _clock.GetUtcNow()), Token);
        await scene.Alerts.RunAsync(Token);

        Assert.Equal([$"{Failed}; the alert that the action was for is over"], await ToldAsync(source));
    }

    [Theory]
    [InlineData(true, "approved by anna", "succeeded: answered 200; checked: 100 before, 50 after")]
    [InlineData(false, "rejected by anna", null)]
    public async Task Tells_people_that_a_run_waits_for_their_yes_until_it_is_decided_on(bool approves, string decision, string? end)
    {
        var (source, _, scene) = await BeginAsync(new OrderTaker(), asks: true);

        await scene.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);
        await scene.RunAsync(Token);

        const string Waiting = "EmergencyActionWaiting critical alpha halve Var: The action halve for Var waits for a person's yes: it would POST http://strategy.test with";
        Assert.Equal([$"{Waiting} ; firing"], await ToldAsync(source));
        Assert.Equal(["Acted halve proposed: waits for a person's yes"], await StoryAsync(source));

        var run = Assert.Single(await scene.Store.ListAsync(10, Token));
        Assert.True(await scene.Store.DecideAsync(run.Id, approves, "anna", _clock.GetUtcNow(), Token));
        await scene.Alerts.RunAsync(Token);
        await scene.RunAsync(Token);

        Assert.Equal([$"{Waiting} ; {decision}"], await ToldAsync(source));
        Assert.Equal(((string?[])["proposed: waits for a person's yes", decision, end]).OfType<string>().Select(line => $"Acted halve {line}"), await StoryAsync(source));
    }

    [Theory]
    [InlineData(true, "deferred: it ran less than its cooldown of 15 min ago, which is over 2026-03-02 12:15:00 UTC")]
    [InlineData(false, "refused: it ran less than its cooldown of 15 min ago, which is over 2026-03-02 12:15:00 UTC")]
    public async Task Takes_a_second_run_of_an_action_only_after_its_cooldown_also_when_both_were_approved(bool byAlert, string second)
    {
        var orders = new OrderTaker();
        var (_, intake, scene) = await BeginAsync(orders, asks: true);
        await scene.Asking.RunAsync(Token);
        await ApproveAsync(scene);
        if (byAlert)
        {
            await intake.FiredAsync(Scene.Event("Var critical beta", Samples.Noon), Token);
            await scene.Asking.RunAsync(Token);
        }
        else
        {
            var alert = Assert.Single(await scene.Store.FiringWithoutAsync("none", 0, Token), one => one.Fingerprint == _fired.Fingerprint);
            await scene.Asking.AskAsync(scene.Runner.Actions[0], alert, "anna", "halve|by hand|1", dryRun: false, Token);
        }

        await ApproveAsync(scene);
        await scene.RunAsync(Token);

        Assert.Single(orders.Orders);
        Assert.Equal([second, "succeeded: answered 200; checked: 100 before, 50 after"], (await scene.Store.ListAsync(10, Token)).Select(run => $"{run.State}: {run.Outcome}").Order());
    }

    [Fact]
    public async Task Lets_a_person_run_a_failed_action_again_at_once_and_an_alert_after_the_cooldown()
    {
        var orders = new OrderTaker { Pass = static () => throw new HttpRequestException("503") };
        var (_, intake, scene) = await BeginAsync(orders);
        await scene.RunAsync(Token);
        orders.Pass = static () => Task.CompletedTask;
        await intake.FiredAsync(Scene.Event("Var critical beta", Samples.Noon), Token);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await scene.RunAsync(Token);
        Assert.Empty(orders.Orders);

        var alert = Assert.Single(await scene.Store.FiringWithoutAsync("none", 0, Token), one => one.Fingerprint == _fired.Fingerprint);
        var (run, _) = await scene.Asking.AskAsync(scene.Runner.Actions[0], alert, "anna", "halve|by hand|1", dryRun: false, Token);
        await scene.RunAsync(Token);
        var (third, _) = await scene.Asking.AskAsync(scene.Runner.Actions[0], alert, "anna", "halve|by hand|2", dryRun: false, Token);

        Assert.Equal([run.Id.ToString()], orders.Orders);
        Assert.Equal(
            ["asked for halve: approved", "started: it ran less than its cooldown of 15 min ago, but failed, and a person asks", "succeeded: answered 200; checked: 100 before, 50 after"],
            (await scene.Store.AuditAsync(run.Id, Token)).Select(line => line.Text));
        Assert.Equal("refused: it ran less than its cooldown of 15 min ago, which is over 2026-03-02 12:16:00 UTC", $"{third.State}: {third.Outcome}");
        Assert.Contains(
            "deferred: it ran less than its cooldown of 15 min ago and failed; the cooldown is over 2026-03-02 12:15:00 UTC, and a person need not wait for that",
            (await scene.Store.ListAsync(10, Token)).Select(one => $"{one.State}: {one.Outcome}"));
    }

    [Fact]
    public async Task Checks_what_was_done_also_where_the_answer_does_not_come_to_its_end()
    {
        var orders = new OrderTaker { Body = static () => new StreamContent(new Pipe().Reader.AsStream()) };
        var (_, _, scene) = await BeginAsync(orders);

        var run = scene.RunAsync(Token);
        await Eventually.HoldsAsync(
            "the end of the run",
            _ =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(run.IsCompleted);
            },
            Token);

        Assert.Equal("succeeded: answered 200; checked: 100 before, 50 after", (await scene.Store.ListAsync(10, Token)).Select(one => $"{one.State}: {one.Outcome}").Single());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shows_of_the_address_scheme_and_host_alone(bool isDry)
    {
        var (source, _, scene) = await BeginAsync(new OrderTaker(), ActionScene.Halve(asks: true, isDry: isDry, url: "https://desk:secret@strategy.test:8443/hooks/T0KEN?key=K3Y"));

        await scene.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);

        var shown = isDry ? Assert.Single(await scene.Store.ListAsync(10, Token)).Outcome! : Assert.Single(await ToldAsync(source));
        Assert.Contains("would POST https://strategy.test:8443 with", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_a_cooldown_for_each_target()
    {
        var orders = new OrderTaker();
        var (_, intake, scene) = await BeginAsync(orders, ActionScene.Halve(body: """{"strategy":"{instance}"}"""));
        await intake.FiredAsync(Scene.Event("Var critical beta", Samples.Noon), Token);
        await intake.FiredAsync(Scene.Event("Drawdown critical alpha", Samples.Noon), Token);

        await scene.RunAsync(Token);

        Assert.Equal(2, orders.Orders.Count);
        Assert.Equal(
            [
                """instance="alpha" deferred: it ran for instance="alpha" less than its cooldown of 15 min ago, which is over 2026-03-02 12:15:00 UTC""",
                """instance="alpha" succeeded: answered 200; checked: 100 before, 50 after""",
                """instance="beta" succeeded: answered 200; checked: 50 before, 25 after""",
            ],
            (await scene.Store.ListAsync(10, Token)).Select(run => $"{run.Target} {run.State}: {run.Outcome}").Order());
    }

    [Fact]
    public async Task Asks_again_after_the_cooldown_where_the_alert_still_fires()
    {
        var orders = new OrderTaker();
        var (_, intake, scene) = await BeginAsync(orders);
        await scene.RunAsync(Token);
        var (still, over) = (Scene.Event("Var critical beta", Samples.Noon), Scene.Event("Var critical gamma", Samples.Noon, Guid.NewGuid()));
        await intake.FiredAsync(still, Token);
        await intake.FiredAsync(over, Token);

        await scene.RunAsync(Token);
        await intake.ResolvedAsync(Scene.End(over, over.EventId, Samples.Noon), Token);
        _clock.Advance(TimeSpan.FromMinutes(14));
        await scene.RunAsync(Token);
        Assert.Single(orders.Orders);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await scene.RunAsync(Token);

        Assert.Equal(2, orders.Orders.Count);
        var runs = (await scene.Store.ListAsync(10, Token)).ToDictionary(run => run.Fingerprint);
        const string Deferred = "asked for halve: deferred, it ran less than its cooldown of 15 min ago, which is over 2026-03-02 12:15:00 UTC";
        Assert.Equal(
            [Deferred, "asked for again: approved", "started", "succeeded: answered 200; checked: 50 before, 25 after"],
            (await scene.Store.AuditAsync(runs[still.Fingerprint].Id, Token)).Select(line => line.Text));
        Assert.Equal(
            [Deferred, "asked for again: refused, the alert was over before it could run"],
            (await scene.Store.AuditAsync(runs[over.Fingerprint].Id, Token)).Select(line => line.Text));
    }

    [Fact]
    public async Task Waits_on_while_somebody_has_the_alert_whose_cooldown_is_over()
    {
        var (source, intake, scene) = await BeginAsync(new OrderTaker());
        await scene.RunAsync(Token);
        await intake.FiredAsync(Scene.Event("Var critical beta", Samples.Noon), Token);
        await scene.RunAsync(Token);
        await using var take = source.CreateCommand("UPDATE alerting.alerts SET state = 'acknowledged', acknowledged_by = 'anna'");
        await take.ExecuteNonQueryAsync(Token);

        _clock.Advance(TimeSpan.FromMinutes(20));
        await scene.RunAsync(Token);

        Assert.Equal(["deferred", "succeeded"], (await scene.Store.ListAsync(10, Token)).Select(run => run.State).Order());
        await using var asked = source.CreateCommand($"SELECT {ActionStore.MayBeAsked}").With(_clock.GetUtcNow());
        Assert.Equal(false, await asked.ExecuteScalarAsync(Token));
        await using var give = source.CreateCommand("UPDATE alerting.alerts SET state = 'resolved'");
        await give.ExecuteNonQueryAsync(Token);
        Assert.Equal(true, await asked.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task Asks_for_a_yes_anew_where_one_was_given_for_a_run_that_met_the_cooldown()
    {
        var (source, intake, scene) = await BeginAsync(new OrderTaker(), asks: true);
        await scene.Asking.RunAsync(Token);
        await ApproveAsync(scene);
        await intake.FiredAsync(Scene.Event("Var critical beta", Samples.Noon), Token);
        await scene.Asking.RunAsync(Token);
        await ApproveAsync(scene);
        await scene.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);
        _clock.Advance(TimeSpan.FromMinutes(15));
        await scene.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);

        Assert.Equal(["proposed", "succeeded"], (await scene.Store.ListAsync(10, Token)).Select(run => run.State).Order());
        Assert.Contains(await ToldAsync(source), told => told.StartsWith("EmergencyActionWaiting critical beta", StringComparison.Ordinal) && told.EndsWith("; firing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asks_people_once_for_each_target_and_takes_a_no_for_all_alerts_that_wait_for_it()
    {
        var (source, intake, scene) = await BeginAsync(new OrderTaker(), asks: true);
        await intake.FiredAsync(Scene.Event("Var critical beta", Samples.Noon), Token);
        await scene.RunAsync(Token);
        _clock.Advance(TimeSpan.FromMinutes(5));
        await scene.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);

        var runs = await scene.Store.ListAsync(10, Token);
        Assert.Equal(["deferred: a run waits for a person's yes already", "proposed: "], runs.Select(run => $"{run.State}: {run.Outcome}").Order());
        Assert.Single(await ToldAsync(source));
        var (waits, held) = (runs.Single(run => run.State == "proposed"), runs.Single(run => run.State == "deferred"));
        Assert.Equal(["asked for halve: deferred, a run waits for a person's yes already"], (await scene.Store.AuditAsync(held.Id, Token)).Select(line => line.Text));

        Assert.True(await scene.Store.DecideAsync(waits.Id, approved: false, "anna", Samples.Noon, Token));
        _clock.Advance(TimeSpan.FromMinutes(5));
        await scene.RunAsync(Token);

        Assert.Equal(["refused: rejected by anna", "refused: rejected by anna"], (await scene.Store.ListAsync(10, Token)).Select(run => $"{run.State}: {run.Outcome}"));
        Assert.Equal("rejected", (await scene.Store.AuditAsync(held.Id, Token))[^1].Text);
    }

    [Fact]
    public async Task Asks_for_the_next_alert_of_a_target_when_the_one_that_asked_is_over()
    {
        var (_, intake, scene) = await BeginAsync(new OrderTaker(), asks: true);
        await intake.FiredAsync(Scene.Event("Var critical beta", Samples.Noon), Token);
        await scene.RunAsync(Token);

        await intake.ResolvedAsync(Scene.End(_fired, _fired.EventId, Samples.Noon), Token);
        _clock.Advance(TimeSpan.FromMinutes(5));
        await scene.RunAsync(Token);

        Assert.All(await scene.Store.ListAsync(10, Token), run => Assert.Equal("proposed", run.State));
    }

    [Fact]
    public async Task Asks_for_every_alert_that_fires_however_many_there_are()
    {
        var orders = new OrderTaker();
        var (source, intake, scene) = await BeginAsync(orders, ActionScene.Halve(match: "alertname=\"Var\"", cooldown: TimeSpan.Zero));
        await FireOthersAsync(source, ActionStore.PageSize + 1);
        await intake.FiredAsync(Scene.Event("Var critical beta", Samples.Noon), Token);
        await FireOthersAsync(source, ActionStore.PageSize + 1);

        await scene.RunAsync(Token);

        Assert.Equal(2, orders.Orders.Count);
    }

    [Fact]
    public async Task Asks_within_a_minute_for_an_alert_that_somebody_had_taken_and_gave_back()
    {
        var orders = new OrderTaker();
        var (source, intake, scene) = await BeginAsync(orders, ActionScene.Halve(cooldown: TimeSpan.Zero));
        await SetAsync("acknowledged");
        await intake.FiredAsync(Scene.Event("Var critical beta", Samples.Noon), Token);
        await scene.RunAsync(Token);
        await SetAsync("firing");

        await scene.RunAsync(Token);
        Assert.Single(orders.Orders);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await scene.RunAsync(Token);

        Assert.Equal(2, orders.Orders.Count);

        async Task SetAsync(string state)
        {
            await using var change = source.CreateCommand("UPDATE alerting.alerts SET state = $1 WHERE fingerprint = $2").With(state, _fired.Fingerprint);
            await change.ExecuteNonQueryAsync(Token);
        }
    }

    [Fact]
    public async Task Takes_other_runs_while_a_post_condition_is_looked_at_but_none_for_the_same_target()
    {
        var orders = new OrderTaker { Obeys = false };
        var (_, intake, scene) = await BeginAsync(orders, ActionScene.Halve(body: "{instance}", cooldown: TimeSpan.Zero, within: TimeSpan.FromMinutes(1)));
        await intake.FiredAsync(Scene.Event("Drawdown critical alpha", Samples.Noon), Token);
        await intake.FiredAsync(Scene.Event("Var critical beta", Samples.Noon), Token);
        await scene.Asking.RunAsync(Token);
        var taken = 0;

        var first = scene.Runner.RunAsync(() => Interlocked.Increment(ref taken), Token);
        await Eventually.HoldsAsync("the first order", _ => Task.FromResult(orders.Orders.Count == 1), Token);
        var second = scene.Runner.RunAsync(() => Interlocked.Increment(ref taken), Token);
        await Eventually.HoldsAsync("the second order", _ => Task.FromResult(orders.Orders.Count == 2), Token);
        var third = scene.Runner.RunAsync(() => Interlocked.Increment(ref taken), Token);
        await Eventually.HoldsAsync("nothing more to take", _ => Task.FromResult(third.IsCompletedSuccessfully), Token);

        Assert.Equal((2, false, false), (taken, first.IsCompleted, second.IsCompleted));
        Assert.Equal(
            ["""instance="alpha" approved""", """instance="alpha" running""", """instance="beta" running"""],
            (await scene.Store.ListAsync(10, Token)).Select(run => $"{run.Target} {run.State}").Order());
        await Eventually.HoldsAsync(
            "the end of all",
            _ =>
            {
                _clock.Advance(TimeSpan.FromSeconds(10));
                return Task.FromResult(first.IsCompletedSuccessfully && second.IsCompletedSuccessfully);
            },
            Token);
        Assert.Equal((3, 3), (taken, orders.Orders.Distinct().Count()));
    }

    [Fact]
    public async Task Takes_up_what_a_dead_process_left_under_the_key_it_had_and_writes_down_that_it_did()
    {
        var orders = new OrderTaker();
        var (_, _, scene) = await BeginAsync(orders);
        var passes = 0;
        orders.Pass = () => ++passes == 2 ? throw new KilledException() : Task.CompletedTask;
        await Assert.ThrowsAsync<KilledException>(() => scene.RunAsync(Token));
        _clock.Advance(TimeSpan.FromMinutes(5));

        await scene.RunAsync(Token);

        Assert.Equal(2, orders.Orders.Count);
        Assert.Single(orders.Orders.Distinct());
        var run = Assert.Single(await scene.Store.ListAsync(10, Token));
        Assert.Equal(
            ["started", "taken up again: the process before ended while it ran", "succeeded: answered 200; checked: 100 before, 50 after"],
            (await scene.Store.AuditAsync(run.Id, Token)).Select(line => line.Text).TakeLast(3));
    }

    [Fact]
    public async Task Does_not_go_on_with_what_a_dead_process_left_once_the_kill_switch_is_thrown()
    {
        var orders = new OrderTaker();
        var (_, _, scene) = await BeginAsync(orders);
        orders.Pass = () => throw new KilledException();
        await Assert.ThrowsAsync<KilledException>(() => scene.RunAsync(Token));
        orders.Pass = () => Task.CompletedTask;
        await scene.Store.SwitchAsync("drill", "anna", _clock.GetUtcNow(), Token);
        _clock.Advance(TimeSpan.FromMinutes(5));

        await scene.RunAsync(Token);

        Assert.Empty(orders.Orders);
        Assert.Equal(
            ["failed: the process ended while it ran, and it is not taken up again: the kill switch is thrown: anna: drill"],
            (await scene.Store.ListAsync(10, Token)).Select(run => $"{run.State}: {run.Outcome}"));
    }

    private static async Task ApproveAsync(ActionScene scene)
    {
        foreach (var run in (await scene.Store.ListAsync(10, Token)).Where(static run => run.State == "proposed"))
        {
            Assert.True(await scene.Store.DecideAsync(run.Id, approved: true, "anna", Samples.Noon, Token));
        }
    }

    private static async Task FireOthersAsync(NpgsqlDataSource source, int count)
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO alerting.alerts (fired_event_id, fingerprint, name, rule_group, severity, labels, annotations, expression, value, state, active_since, starts_at, sample_at, received_at, version)
            SELECT gen_random_uuid(), gen_random_uuid()::text, 'Other', 'g', 'warning', '{}', '{}', 'x', 1, 'firing', now(), now(), now(), now(), 1 FROM generate_series(1, $1)
            """).With(count);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<List<string>> ToldAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            SELECT concat_ws(' ', name, severity, labels->>'instance', labels->>'action', labels->>'failed_for', labels->>'waits_for') || ': ' || (annotations->>'summary') || '; ' || coalesce(end_reason, state)
            FROM alerting.alerts WHERE rule_group = 'actions' ORDER BY id
            """);
        await using var reader = await command.ExecuteReaderAsync(Token);
        return await reader.ReadAllAsync(static row => row.GetString(0), Token);
    }

    private async Task<IEnumerable<string>> StoryAsync(NpgsqlDataSource source) =>
        (await new PostgresWorld(source).TimelineAsync(_fired.Fingerprint)).Where(line => line.Kind == TimelineKind.Acted).Select(line => $"{line.Kind} {line.Actor} {line.Text}");

    private async Task<(NpgsqlDataSource Source, AlertIntake Intake, ActionScene Scene)> BeginAsync(OrderTaker orders, bool asks = false) => await BeginAsync(orders, ActionScene.Halve(asks));

    private async Task<(NpgsqlDataSource Source, AlertIntake Intake, ActionScene Scene)> BeginAsync(OrderTaker orders, ActionOptions action)
    {
        var (world, source) = database.EmptyWithSource();
        var rules = new PipelineRules(RoutingTree.Build(new RoutingOptions(), [], []), new Dictionary<string, ChannelRule>());
        var (signals, metrics) = (new Signals(), new AlertingMetrics());
        var intake = new AlertIntake(world, new GroupFlusher(world, rules, _clock, signals, metrics, NullLogger<GroupFlusher>.Instance), rules, _clock, signals, metrics, NullLogger<AlertIntake>.Instance);
        await intake.FiredAsync(_fired, Token);
        return (source, intake, new ActionScene(source, _clock, intake, orders, action));
    }
}
