using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
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

        await scene.Runner.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);
        await scene.Runner.RunAsync(Token);

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

        await scene.Runner.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);
        await scene.Alerts.RunAsync(Token);
        await scene.Runner.RunAsync(Token);

        const string Waiting = "EmergencyActionWaiting critical alpha halve Var: The action halve for Var waits for a person's yes: it would POST http://strategy.test/risk with";
        Assert.Equal([$"{Waiting} ; firing"], await ToldAsync(source));
        Assert.Equal(["Acted halve proposed: waits for a person's yes"], await StoryAsync(source));

        var run = Assert.Single(await scene.Store.ListAsync(10, Token));
        Assert.True(await scene.Store.DecideAsync(run.Id, approves, "anna", _clock.GetUtcNow(), Token));
        await scene.Alerts.RunAsync(Token);
        await scene.Runner.RunAsync(Token);

        Assert.Equal([$"{Waiting} ; {decision}"], await ToldAsync(source));
        Assert.Equal(((string?[])["proposed: waits for a person's yes", decision, end]).OfType<string>().Select(line => $"Acted halve {line}"), await StoryAsync(source));
    }

    [Fact]
    public async Task Takes_a_second_run_of_an_action_only_after_its_cooldown_also_when_both_were_approved()
    {
        var orders = new OrderTaker();
        var (_, intake, scene) = await BeginAsync(orders, asks: true);
        await intake.FiredAsync(Scene.Event("Var critical beta", Samples.Noon), Token);
        await scene.Runner.RunAsync(Token);
        foreach (var run in await scene.Store.ListAsync(10, Token))
        {
            Assert.True(await scene.Store.DecideAsync(run.Id, approved: true, "anna", Samples.Noon, Token));
        }

        await scene.Runner.RunAsync(Token);

        Assert.Single(orders.Orders);
        Assert.Equal(
            ["refused: it ran less than its cooldown of 15 min ago", "succeeded: answered 200; checked: 100 before, 50 after"],
            (await scene.Store.ListAsync(10, Token)).Select(run => $"{run.State}: {run.Outcome}").Order());
    }

    [Fact]
    public async Task Takes_up_what_a_dead_process_left_under_the_key_it_had_and_writes_down_that_it_did()
    {
        var orders = new OrderTaker();
        var (_, _, scene) = await BeginAsync(orders);
        var passes = 0;
        orders.Pass = () => ++passes == 2 ? throw new KilledException() : Task.CompletedTask;
        await Assert.ThrowsAsync<KilledException>(() => scene.Runner.RunAsync(Token));
        _clock.Advance(TimeSpan.FromMinutes(5));

        await scene.Runner.RunAsync(Token);

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
        await Assert.ThrowsAsync<KilledException>(() => scene.Runner.RunAsync(Token));
        orders.Pass = () => Task.CompletedTask;
        await scene.Store.SwitchAsync("drill", "anna", _clock.GetUtcNow(), Token);
        _clock.Advance(TimeSpan.FromMinutes(5));

        await scene.Runner.RunAsync(Token);

        Assert.Empty(orders.Orders);
        Assert.Equal(
            ["failed: the process ended while it ran, and it is not taken up again: the kill switch is thrown: anna: drill"],
            (await scene.Store.ListAsync(10, Token)).Select(run => $"{run.State}: {run.Outcome}"));
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

    private async Task<(NpgsqlDataSource Source, AlertIntake Intake, ActionScene Scene)> BeginAsync(OrderTaker orders, bool asks = false)
    {
        var (world, source) = database.EmptyWithSource();
        var rules = new PipelineRules(RoutingTree.Build(new RoutingOptions(), [], []), new Dictionary<string, ChannelRule>());
        var (signals, metrics) = (new Signals(), new AlertingMetrics());
        var intake = new AlertIntake(world, new GroupFlusher(world, rules, _clock, signals, metrics, NullLogger<GroupFlusher>.Instance), rules, _clock, signals, metrics, NullLogger<AlertIntake>.Instance);
        await intake.FiredAsync(_fired, Token);
        return (source, intake, new ActionScene(source, _clock, intake, orders, ActionScene.Halve(asks)));
    }
}
