using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.OnCall;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Tests.Escalation;

[Trait("feature", "S2-14")]
public sealed class EscalationMoveTests
{
    private static readonly HashSet<string> Channels = ["sms-anna", "mail-anna", "sms-bob", "boss"];

    private static readonly EscalationPolicy Policy = new(
        "critical",
        [],
        [
            new(TimeSpan.FromMinutes(5), [], ["ops"], [], ["sms"]),
            new(TimeSpan.FromMinutes(10), ["bob"], [], ["boss"], []),
        ]);

    private static readonly ContactBook Book = new(
        [Policy],
        new Dictionary<string, Person>
        {
            ["anna"] = new("anna", new Dictionary<string, string> { ["sms"] = "sms-anna", ["mail"] = "mail-anna" }),
            ["bob"] = new("bob", new Dictionary<string, string> { ["sms"] = "sms-bob" }),
        },
        new Dictionary<string, Schedule> { ["ops"] = new("ops", "UTC", [new(["anna"], new DateOnly(2026, 1, 1), TimeOnly.MinValue, 1)]) },
        []);

    private static DateTimeOffset Noon => Samples.Noon;

    private static EscalationState Begun => EscalationState.Begin(1, Noon, Policy);

    [Fact]
    public void Begins_with_the_wait_of_the_first_step_after_the_alert_fired() =>
        Assert.Equal(new EscalationState(1, "critical", EscalationPhase.Waiting, 0, Noon.AddMinutes(5), Begun.Told), Begun);

    [Fact]
    public void Tells_whoever_is_on_call_and_waits_for_the_next_step()
    {
        var move = Decide(Samples.Alert(), Begun, 5);

        Assert.Equal([new EscalationMessage("sms-anna", 1, "escalation 'critical', step 1 of 2, for anna, on call in 'ops': nobody has acknowledged it")], move.Messages);
        Assert.Equal((EscalationPhase.Waiting, 1, Noon.AddMinutes(15), "sms-anna"), (move.Next.Phase, move.Next.Position, move.Next.NextAt, string.Join(',', move.Next.Told)));
        Assert.Equal("escalation 'critical', step 1 of 2, tells anna, on call in 'ops' over sms-anna", move.Story);
    }

    [Fact]
    public void Ends_with_the_last_step_and_tells_the_end_of_the_alert_to_all_it_told()
    {
        var last = Decide(Samples.Alert(), Decide(Samples.Alert(), Begun, 5).Next, 15);
        var closed = Decide(Samples.Alert().Resolved(), last.Next, 20);

        Assert.Equal(["boss", "sms-bob"], last.Messages.Select(message => message.Channel));
        Assert.Equal((EscalationPhase.Done, (DateTimeOffset?)null), (last.Next.Phase, last.Next.NextAt));
        Assert.Equal(["sms-anna", "boss", "sms-bob"], closed.Messages.Select(message => message.Channel));
        Assert.All(closed.Messages, message => Assert.Equal(EscalationMove.LastChange, message.Change));
        Assert.Equal(EscalationPhase.Closed, closed.Next.Phase);
    }

    [Fact]
    public void Begins_again_as_often_as_the_policy_repeats()
    {
        var book = Book with { Policies = [Policy with { Repeat = 1 }] };
        var (state, told) = (Begun, new List<string>());
        for (var minute = 5; state.Phase == EscalationPhase.Waiting; minute += 5)
        {
            if (state.NextAt <= Noon.AddMinutes(minute))
            {
                var move = EscalationMove.Decide(new EscalationTurn(Samples.Alert(), state, null), book, Channels, Noon.AddMinutes(minute));
                told.AddRange(move.Messages.Select(message => $"{minute}: {message.Channel} {message.Change}"));
                state = move.Next;
            }
        }

        Assert.Equal(["5: sms-anna 1", "15: boss 2", "15: sms-bob 2", "20: sms-anna 3", "30: boss 4", "30: sms-bob 4"], told);
    }

    [Fact]
    public void Stops_when_somebody_acknowledges_and_goes_on_when_nobody_has_it_any_more()
    {
        var taken = Samples.Alert() with { State = AlertState.Acknowledged, AcknowledgedBy = "anna" };
        var paused = Decide(taken, Decide(Samples.Alert(), Begun, 5).Next, 7);
        var resumed = Decide(Samples.Alert(), paused.Next, 60);

        Assert.Equal((EscalationPhase.Paused, (DateTimeOffset?)null, "the escalation stops: acknowledged by anna", 0), (paused.Next.Phase, paused.Next.NextAt, paused.Story, paused.Messages.Count));
        Assert.Equal((EscalationPhase.Waiting, Noon.AddMinutes(70), "the escalation goes on in 10 min: nobody has the alert in hand any more", 0), (resumed.Next.Phase, resumed.Next.NextAt, resumed.Story, resumed.Messages.Count));
    }

    [Fact]
    public void Waits_while_the_alert_is_silenced_or_in_maintenance_and_says_so_once()
    {
        var hold = new Hold(MaintenanceStage.Name, "in the maintenance window 'patch day'", Noon.AddHours(2));
        var first = EscalationMove.Decide(new EscalationTurn(Samples.Alert(), Begun, hold), Book, Channels, Noon.AddMinutes(5));
        var second = EscalationMove.Decide(new EscalationTurn(Samples.Alert(), first.Next, hold), Book, Channels, Noon.AddMinutes(6));
        var after = Decide(Samples.Alert(), second.Next, 121);

        Assert.Equal((0, "the escalation waits: in the maintenance window 'patch day'", Noon.AddMinutes(6)), (first.Messages.Count, first.Story, first.Next.NextAt));
        Assert.Null(second.Story);
        Assert.Equal("sms-anna", Assert.Single(after.Messages).Channel);
    }

    [Fact]
    public void Says_what_of_a_step_leads_to_nobody_and_goes_on()
    {
        var book = Book with { Schedules = new Dictionary<string, Schedule>() };

        var move = EscalationMove.Decide(new EscalationTurn(Samples.Alert(), Begun, null), book, Channels, Noon.AddMinutes(5));

        Assert.Equal((0, 1, "escalation 'critical', step 1 of 2, tells nobody; there is no schedule 'ops'"), (move.Messages.Count, move.Next.Position, move.Story));
    }

    [Fact]
    public void Goes_on_at_once_where_a_step_reached_nobody_and_says_why()
    {
        var state = Decide(Samples.Alert(), Begun, 5).Next with { Lost = "401 bad token" };

        var move = Decide(Samples.Alert(), state, 6);

        Assert.Equal(["boss", "sms-bob"], move.Messages.Select(message => message.Channel));
        Assert.Equal("step 1 reached nobody (401 bad token), so the next comes at once: escalation 'critical', step 2 of 2, tells everybody there over boss, bob over sms-bob", move.Story);
        Assert.Null(move.Next.Lost);
    }

    [Fact]
    public void Takes_the_last_step_again_that_reached_nobody_three_times_at_most()
    {
        var (state, lines) = (Decide(Samples.Alert(), Decide(Samples.Alert(), Begun, 5).Next, 15).Next, new List<string>());
        for (var minute = 20; state.Phase != EscalationPhase.Done || state.NextAt is not null || minute == 20; minute += 5)
        {
            state = state.Phase == EscalationPhase.Done ? state with { Lost = "401", NextAt = Noon.AddMinutes(minute) } : state;
            var move = Decide(Samples.Alert(), state, minute);
            lines.Add($"{minute}: {string.Join(", ", move.Messages.Select(message => $"{message.Channel} {message.Change}"))} {move.Story}");

            // None of these arrives either.
            state = move.Messages.Count > 0 ? move.Next with { Lost = "401", NextAt = Noon.AddMinutes(minute + 5) } : move.Next;
        }

        Assert.Equal(
            [
                "20:  the last step reached nobody (401): it is taken again in 5 min",
                "25: boss 3, sms-bob 3 escalation 'critical', the last step again, tells everybody there over boss, bob over sms-bob",
                "30:  the last step reached nobody (401): it is taken again in 5 min",
                "35: boss 4, sms-bob 4 escalation 'critical', the last step again, tells everybody there over boss, bob over sms-bob",
                "40:  the last step reached nobody (401): it is taken again in 5 min",
                "45: boss 5, sms-bob 5 escalation 'critical', the last step again, tells everybody there over boss, bob over sms-bob",
                "50:  the escalation is at its end: the last step reached nobody, also when it was taken again (401)",
            ],
            lines);
    }

    [Fact]
    public void Goes_on_where_it_stood_by_the_policy_that_fits_when_its_own_is_gone()
    {
        var told = Decide(Samples.Alert(), Begun, 5).Next;
        var renamed = EscalationMove.Decide(new EscalationTurn(Samples.Alert(), told, null), Book with { Policies = [Policy with { Name = "renamed" }] }, Channels, Noon.AddMinutes(15));

        Assert.Equal((told with { Policy = "renamed" }, 0, "the escalation goes on by the policy 'renamed': the policy 'critical' is gone"), (renamed.Next, renamed.Messages.Count, renamed.Story));
    }

    [Fact]
    public void Ends_when_its_policy_is_gone_and_none_fits_and_says_so_once()
    {
        var first = EscalationMove.Decide(new EscalationTurn(Samples.Alert(), Begun, null), Book with { Policies = [] }, Channels, Noon.AddMinutes(5));
        var again = EscalationMove.Decide(new EscalationTurn(Samples.Alert(), first.Next, null), Book with { Policies = [] }, Channels, Noon.AddMinutes(6));

        Assert.Equal((EscalationPhase.Done, "the policy 'critical' is gone", "the escalation ends: the policy 'critical' is gone"), (first.Next.Phase, first.Next.Held, first.Story));
        Assert.Equal((first.Next, null), (again.Next, again.Story));
    }

    private static EscalationMove Decide(Alert alert, EscalationState state, int minutes) =>
        EscalationMove.Decide(new EscalationTurn(alert, state, null), Book, Channels, Noon.AddMinutes(minutes));
}
