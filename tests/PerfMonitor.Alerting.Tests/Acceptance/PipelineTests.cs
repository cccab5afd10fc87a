using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Tests.Store;

namespace PerfMonitor.Alerting.Tests.Acceptance;

/// <summary>What people hear, and when, with the shipped routing unless a test says otherwise. Times in seconds.</summary>
public abstract class PipelineTests
{
    [Fact]
    [Trait("feature", "S3-80")]
    public async Task Tells_of_a_critical_alert_at_once()
    {
        var scene = await Scene().Fires(3, "Cpu critical web-1").PlayAsync(10);

        Assert.Equal(["3: FirstNotification [Cpu web-1] ()"], scene.Told);
    }

    [Fact]
    public async Task Waits_five_seconds_for_company_with_a_warning()
    {
        var scene = await Scene().Fires(3, "Cpu warning web-1").Fires(6, "Cpu warning web-2").PlayAsync(20);

        Assert.Equal(["8: FirstNotification [Cpu web-1, Cpu web-2] ()"], scene.Told);
    }

    [Fact]
    public async Task Waits_thirty_seconds_where_no_route_says_otherwise()
    {
        var scene = await Scene().Fires(1, "Disk info web-1").PlayAsync(60);

        Assert.Equal(["31: FirstNotification [Disk web-1] ()"], scene.Told);
    }

    [Fact]
    public async Task Does_not_make_a_second_critical_instance_wait_for_the_first()
    {
        var scene = await Scene().Fires(1, "Cpu critical web-1").Fires(2, "Cpu critical web-2").PlayAsync(10);

        Assert.Equal(["1: FirstNotification [Cpu web-1] ()", "2: FirstNotification [Cpu web-2] ()"], scene.Told);
    }

    [Fact]
    public async Task Speaks_about_a_group_at_most_once_per_group_interval()
    {
        var scene = await Scene().Fires(0, "Cpu warning web-1").Fires(10, "Cpu warning web-2").Fires(200, "Cpu warning web-3").PlayAsync(400);

        Assert.Equal(["5: FirstNotification [Cpu web-1] ()", "305: NewAlerts [Cpu web-1, Cpu web-2, Cpu web-3] ()"], scene.Told);
    }

    [Fact]
    public async Task Makes_a_newcomer_to_a_quiet_group_wait_only_for_company()
    {
        var scene = await Scene().Fires(0, "Cpu warning web-1").Fires(1000, "Cpu warning web-2").PlayAsync(1100);

        Assert.Equal(["5: FirstNotification [Cpu web-1] ()", "1005: NewAlerts [Cpu web-1, Cpu web-2] ()"], scene.Told);
    }

    [Fact]
    public async Task Tells_of_the_end_when_the_interval_is_over()
    {
        var scene = await Scene().Fires(0, "Cpu critical web-1").Resolves(20, "Cpu critical web-1").PlayAsync(100);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "60: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    [Fact]
    public async Task Tells_of_the_end_at_once_when_the_group_has_been_quiet()
    {
        var scene = await Scene().Fires(0, "Cpu critical web-1").Resolves(500, "Cpu critical web-1").PlayAsync(600);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "500: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    [Fact]
    public async Task Tells_of_a_part_that_ended()
    {
        var scene = await Scene().Fires(0, "Cpu warning web-1").Fires(0, "Cpu warning web-2").Resolves(600, "Cpu warning web-1").PlayAsync(700);

        Assert.Equal(["5: FirstNotification [Cpu web-1, Cpu web-2] ()", "600: SomeResolved [Cpu web-2] (Cpu web-1)"], scene.Told);
    }

    [Fact]
    public async Task Says_nothing_of_what_ended_before_anybody_was_told()
    {
        var scene = await Scene().Fires(0, "Cpu warning web-1").Resolves(2, "Cpu warning web-1").PlayAsync(400);

        Assert.Empty(scene.Told);
        Assert.Equal(
            ["0: Fired 97 > 90", "2: Resolved the condition is false again", "5: HeldBack resolved before anybody was told, so nobody is told of the end"],
            await scene.StoryAsync("Cpu warning web-1"));
    }

    [Fact]
    [Trait("feature", "S1-31")]
    public async Task Does_not_say_the_same_twice()
    {
        var scene = await Scene().Fires(0, "Cpu warning web-1").PlayAsync(4 * 3600 - 60);

        Assert.Equal(["5: FirstNotification [Cpu web-1] ()"], scene.Told);
    }

    [Fact]
    public async Task Reminds_after_the_repeat_interval()
    {
        var scene = await Scene().Fires(0, "Cpu critical web-1").PlayAsync(9 * 3600);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "14400: Repeat [Cpu web-1] ()", "28800: Repeat [Cpu web-1] ()"], scene.Told);
    }

    [Fact]
    public async Task Does_not_pass_flapping_on()
    {
        var scene = Scene();
        for (var second = 0; second < 290; second += 20)
        {
            scene.Fires(second, "Cpu warning web-1").Resolves(second + 10, "Cpu warning web-1");
        }

        await scene.PlayAsync(600);

        Assert.Equal(["5: FirstNotification [Cpu web-1] ()", "305: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    [Fact]
    public async Task Does_not_make_a_new_firing_wait_behind_an_all_clear()
    {
        var scene = await Scene()
            .Fires(0, "Cpu critical web-1").Resolves(20, "Cpu critical web-1").Fires(70, "Cpu critical web-1").PlayAsync(100);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "60: AllResolved [] (Cpu web-1)", "70: FirstNotification [Cpu web-1] ()"], scene.Told);
    }

    [Fact]
    public async Task Holds_a_warning_back_while_the_critical_one_fires()
    {
        var scene = await Scene()
            .Fires(0, "Cpu critical web-1").Fires(0, "Cpu warning web-1").Fires(0, "Cpu warning web-2").Resolves(400, "Cpu critical web-1").PlayAsync(800);

        Assert.Equal(
            [
                "0: FirstNotification [Cpu web-1] ()",
                "5: FirstNotification [Cpu web-2] ()",
                "400: AllResolved [] (Cpu web-1)",
                "605: NewAlerts [Cpu web-1, Cpu web-2] ()",
            ],
            scene.Told);
        Assert.Contains("5: HeldBack inhibited by critical Cpu, which fires with the same labels but severity", await scene.StoryAsync("Cpu warning web-1"));
    }

    [Fact]
    public async Task Tells_of_the_oldest_of_alerts_in_several_groups_that_hold_each_other_back_in_a_circle()
    {
        InhibitOptions[] circle = [.. new[] { "AB", "BC", "CA" }.Select(pair => new InhibitOptions { Source = [$"alertname={pair[0]}"], Target = [$"alertname={pair[1]}"], Equal = ["instance"] })];

        var scene = await Scene(new RoutingOptions { Inhibit = circle }).Fires(0, "A critical web-1").Fires(0, "B critical web-1").Fires(0, "C critical web-1").Fires(0, "B critical web-2").PlayAsync(200);

        Assert.Equal(["0: FirstNotification [A web-1] ()", "0: FirstNotification [B web-2] ()"], scene.Told);
    }

    [Fact]
    public async Task Keeps_quiet_while_silenced_and_speaks_when_the_silence_ends()
    {
        var scene = Scene().Fires(10, "Cpu warning web-1").Silences(0, 100, "instance=~\"web-.*\"");

        await scene.PlayAsync(300);

        Assert.Equal(["100: FirstNotification [Cpu web-1] ()"], scene.Told);
        Assert.Equal(
            ["10: Fired 97 > 90", "15: HeldBack silenced by bob until 2026-03-02 10:01:40 UTC: deploy", "100: Notified first notification", "100: Delivered delivered"],
            await scene.StoryAsync("Cpu warning web-1"));
    }

    [Fact]
    public async Task Closes_what_was_announced_although_it_is_silenced_now()
    {
        var scene = Scene().Fires(0, "Cpu critical web-1").Resolves(300, "Cpu critical web-1")
            .Silences(100, 9 * 3600, "instance=web-1");

        await scene.PlayAsync(400);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "300: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    [Fact]
    public async Task Does_not_remind_while_silenced()
    {
        var scene = Scene().Fires(0, "Cpu critical web-1")
            .Silences(100, 5 * 3600, "instance=web-1");

        await scene.PlayAsync(6 * 3600);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "18100: Repeat [Cpu web-1] ()"], scene.Told);
    }

    [Fact]
    [Trait("feature", "S1-27")]
    public async Task Does_not_remind_of_what_somebody_has_acknowledged()
    {
        var scene = await Scene()
            .Fires(0, "Cpu critical web-1").Acknowledges(60, "Cpu critical web-1").Resolves(30000, "Cpu critical web-1").PlayAsync(31000);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "30000: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    [Fact]
    public async Task Tells_a_channel_that_wants_to_know_who_has_taken_it_and_makes_nothing_else_wait()
    {
        var scene = await Scene(
                new RoutingOptions { GroupBy = ["alertname"], GroupWait = TimeSpan.Zero, Routes = [] },
                new FakeReceiver("pager") { SendAcknowledged = true })
            .Fires(0, "Cpu critical web-1").Acknowledges(400, "Cpu critical web-1").Fires(410, "Cpu critical web-2").Acknowledges(420, "Cpu critical web-1", "bob").PlayAsync(1000);

        Assert.Equal(
            ["0: FirstNotification [Cpu web-1] ()", "400: Acknowledged [Cpu web-1] ()", "410: NewAlerts [Cpu web-1, Cpu web-2] ()"],
            scene.Told);
    }

    [Fact]
    public async Task Holds_back_what_is_behind_something_that_is_down_until_that_is_up_again()
    {
        var scene = await Scene(new RoutingOptions
        {
            GroupBy = ["alertname", "instance"],
            GroupWait = TimeSpan.FromSeconds(1),
            GroupInterval = TimeSpan.FromMinutes(1),
            Routes = [],
            Dependencies = [new() { Target = "router", Behind = ["switch"] }, new() { Target = "switch", Behind = ["web-1"] }],
        })
            .Fires(0, "Down critical router").Fires(0, "Down critical web-1").Fires(0, "Down critical web-2").Resolves(100, "Down critical router").PlayAsync(1000);

        Assert.Equal(["1: FirstNotification [Down router] ()", "1: FirstNotification [Down web-2] ()", "100: AllResolved [] (Down router)", "121: FirstNotification [Down web-1] ()"], scene.Told);
        Assert.Contains("1: HeldBack web-1 is behind router, where critical Down fires", await scene.StoryAsync("Down critical web-1"));
    }

    [Fact]
    [Trait("feature", "S1-30")]
    public async Task Announces_what_comes_and_goes_once_per_cooldown_and_what_lasts_after_it()
    {
        var scene = await Scene(new RoutingOptions { GroupWait = TimeSpan.Zero, GroupInterval = TimeSpan.FromSeconds(10), Cooldown = TimeSpan.FromMinutes(10), Routes = [] })
            .Fires(0, "Cpu critical web-1").Resolves(60, "Cpu critical web-1")
            .Fires(120, "Cpu critical web-1").Resolves(180, "Cpu critical web-1")
            .Fires(240, "Cpu critical web-1").PlayAsync(3000);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "60: AllResolved [] (Cpu web-1)", "660: FirstNotification [Cpu web-1] ()"], scene.Told);
    }

    [Fact]
    public async Task Leaves_a_channel_alone_as_long_as_it_asks_while_the_others_go_on()
    {
        var (busy, other) = (new FakeReceiver("busy").Answering(new Outcome.RetryLater("429", TimeSpan.FromSeconds(90))), new FakeReceiver("other"));
        var scene = await Scene(new RoutingOptions { Channels = ["busy", "other"], GroupWait = TimeSpan.Zero, Routes = [] }, busy, other)
            .Fires(0, "Cpu critical web-1").Fires(10, "Disk critical web-1").Fires(20, "Net warning web-1").PlayAsync(200);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "10: FirstNotification [Disk web-1] ()", "20: FirstNotification [Net web-1] ()"], other.Told);
        Assert.Equal(["90: FirstNotification [Disk web-1] ()", "90: FirstNotification [Net web-1] ()", "90: FirstNotification [Cpu web-1] ()"], busy.Told);
    }

    [Fact]
    public async Task Tells_an_end_again_that_did_not_arrive()
    {
        var channel = new FakeReceiver("email").Answering(new Outcome.Delivered(), new Outcome.Rejected("404"), new Outcome.Rejected("404"));
        var scene = await Scene(null, channel, new FakeReceiver("other")).Fires(0, "Cpu critical web-1").Resolves(500, "Cpu critical web-1").PlayAsync(9000);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "1100: AllResolved [] (Cpu web-1)"], scene.Told);
        Assert.Equal("resolved; told again, the message before did not arrive (404)", channel.Notifications[^1].ReasonText);
    }

    [Fact]
    public async Task Reminds_again_where_a_reminder_did_not_arrive()
    {
        var channel = new FakeReceiver("email").Answering(new Outcome.Delivered(), new Outcome.Rejected("404"));
        var scene = await Scene(null, channel).Fires(0, "Cpu critical web-1").PlayAsync(28900);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "14460: Repeat [Cpu web-1] ()", "28860: Repeat [Cpu web-1] ()"], scene.Told);
    }

    [Fact]
    public async Task Tells_again_ever_more_seldom_what_a_channel_goes_on_refusing()
    {
        var scene = await Scene(null, new FakeReceiver("email").Answering([.. Enumerable.Repeat<Outcome>(new Outcome.Rejected("401"), 100)])).Fires(0, "Cpu critical web-1").PlayAsync(60000);

        // A minute, and then doubled up to four hours.
        Assert.Equal(
            ["0", "60", "180", "420", "900", "1860", "3780", "7620", "15300", "29700", "44100", "58500"],
            (await scene.StoryAsync("Cpu critical web-1")).Where(line => line.Contains("DeliveryFailed", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
    }

    [Fact]
    public async Task Does_not_make_what_is_new_wait_with_what_a_channel_refused()
    {
        var channel = new FakeReceiver("email").Answering([.. Enumerable.Repeat<Outcome>(new Outcome.Rejected("401"), 7)]);
        var scene = await Scene(new RoutingOptions { GroupWait = TimeSpan.Zero, GroupInterval = TimeSpan.FromSeconds(60), Routes = [] }, channel)
            .Fires(0, "Cpu critical web-1").Fires(5000, "Cpu critical web-2").PlayAsync(6000);

        Assert.Equal(["5000: PreviousFailed [Cpu web-1, Cpu web-2] ()"], scene.Told);
    }

    [Fact]
    public async Task Tells_again_who_has_taken_an_alert_where_that_did_not_arrive()
    {
        var channel = new FakeReceiver("email") { SendAcknowledged = true }.Answering(new Outcome.Delivered(), new Outcome.Rejected("404"));
        var scene = await Scene(null, channel).Fires(0, "Cpu critical web-1").Acknowledges(100, "Cpu critical web-1").PlayAsync(9000);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "160: Acknowledged [Cpu web-1] ()"], scene.Told);
    }

    [Fact]
    public async Task Tells_an_end_again_only_to_the_channel_that_it_did_not_reach()
    {
        var (lame, other) = (new FakeReceiver("lame").Answering(new Outcome.Delivered(), new Outcome.Rejected("404")), new FakeReceiver("other"));
        await Scene(new RoutingOptions { Channels = ["lame", "other"], GroupWait = TimeSpan.Zero, Routes = [] }, lame, other)
            .Fires(0, "Cpu critical web-1").Resolves(500, "Cpu critical web-1").PlayAsync(9000);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "800: AllResolved [] (Cpu web-1)"], lame.Told);
        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "500: AllResolved [] (Cpu web-1)"], other.Told);
    }

    [Fact]
    public async Task Gives_an_end_up_that_did_not_arrive_four_times()
    {
        var gone = Enumerable.Repeat<Outcome>(new Outcome.Rejected("404"), 10).Prepend(new Outcome.Delivered());
        var scene = await Scene(null, new FakeReceiver("email").Answering([.. gone])).Fires(0, "Cpu critical web-1").Resolves(500, "Cpu critical web-1").PlayAsync(90000);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()"], scene.Told);
        Assert.Equal(["500", "800", "1100", "1400"], (await scene.StoryAsync("Cpu critical web-1")).Where(line => line.Contains("DeliveryFailed", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
    }

    [Fact]
    public async Task Does_not_tell_an_end_again_after_which_it_has_fired_anew()
    {
        var channel = new FakeReceiver("email").Answering([new Outcome.Delivered(), .. Enumerable.Repeat(new Outcome.RetryLater("503"), 20)]);
        var scene = await Scene(null, channel).Fires(0, "Cpu critical web-1").Resolves(500, "Cpu critical web-1").Fires(600, "Cpu critical web-1").PlayAsync(14000);

        Assert.Equal(2, scene.Told.Count);
        Assert.EndsWith(": FirstNotification [Cpu web-1] ()", scene.Told[1], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("feature", "S1-30")]
    public async Task Announces_an_alert_that_comes_and_goes_once_per_cooldown_beside_one_that_fires_on()
    {
        var scene = await Scene(new RoutingOptions { GroupWait = TimeSpan.Zero, GroupInterval = TimeSpan.FromSeconds(10), Cooldown = TimeSpan.FromMinutes(10), Routes = [] })
            .Fires(0, "Cpu critical web-1").Fires(20, "Cpu critical web-2").Resolves(60, "Cpu critical web-2")
            .Fires(120, "Cpu critical web-2").Resolves(180, "Cpu critical web-2")
            .Fires(240, "Cpu critical web-2").Fires(300, "Cpu critical web-3").PlayAsync(3000);

        Assert.Equal(
            [
                "0: FirstNotification [Cpu web-1] ()",
                "20: NewAlerts [Cpu web-1, Cpu web-2] ()",
                "60: SomeResolved [Cpu web-1] (Cpu web-2)",
                "300: NewAlerts [Cpu web-1, Cpu web-3] ()",
                "660: NewAlerts [Cpu web-1, Cpu web-2, Cpu web-3] ()",
            ],
            scene.Told);
    }

    [Fact]
    public async Task Makes_one_message_of_a_flood()
    {
        var channel = new FakeReceiver("email");
        var scene = new Scene(World(), new DeliveryOptions { Limits = new Dictionary<string, LimitOptions> { ["email"] = new() { Most = 3, Per = TimeSpan.FromSeconds(100) } } }, null, channel);
        scene.Fires(0, "One critical web-1").Fires(10, "Two critical web-1");
        foreach (var i in Enumerable.Range(0, 5))
        {
            scene.Fires(20, $"Flood critical web-{i}").Fires(30, $"Late critical web-{i}");
        }

        // The scene looks again when a group is due, at 120 s; a running service does so every second.
        await scene.PlayAsync(250);

        Assert.Equal(
            [
                "0: FirstNotification [One web-1] ()",
                "10: FirstNotification [Two web-1] ()",
                "20: Digest [Flood web-0, Flood web-1, Flood web-2, Flood web-3, Flood web-4] ()",
                "120: Digest [Late web-0, Late web-1, Late web-2, Late web-3, Late web-4] ()",
            ],
            scene.Told);
        Assert.Contains("20: Delivered in a digest of 5", await scene.StoryAsync("Flood critical web-3"));
    }

    [Fact]
    public async Task Sends_nothing_else_beside_a_critical_alert_of_what_is_kept_for_those()
    {
        var options = new DeliveryOptions { Limits = new Dictionary<string, LimitOptions> { ["email"] = new() { Most = 12, Per = TimeSpan.FromSeconds(100) } } };
        var scene = new Scene(World(), options, new RoutingOptions { GroupWait = TimeSpan.Zero, GroupInterval = TimeSpan.FromSeconds(60), Routes = [] }, new FakeReceiver("email"));
        foreach (var i in Enumerable.Range(0, 9))
        {
            scene.Fires(i, $"One{i} critical web-1");
        }

        await scene.Fires(10, "Disk warning web-1").Fires(10, "Cpu critical web-2").PlayAsync(130);

        Assert.Equal(["10: FirstNotification [Cpu web-2] ()", "120: FirstNotification [Disk web-1] ()"], scene.Told.Skip(9));
    }

    [Fact]
    [Trait("feature", "S2-41")]
    public async Task Tells_in_digests_what_is_not_critical_where_a_channel_wants_that()
    {
        var scene = await Scene(null, new FakeReceiver("email") { DigestEvery = TimeSpan.FromMinutes(10) })
            .Fires(30, "Cpu warning web-1").Fires(40, "Disk critical web-1").Fires(50, "Net warning web-2").Resolves(400, "Disk critical web-1").PlayAsync(1190);

        Assert.Equal(["40: FirstNotification [Disk web-1] ()", "400: AllResolved [] (Disk web-1)", "600: Digest [Cpu web-1, Net web-2] ()"], scene.Told);
    }

    [Fact]
    [Trait("feature", "S2-41")]
    public async Task Tries_a_digest_again_as_it_was()
    {
        var channel = new FakeReceiver("email") { DigestEvery = TimeSpan.FromMinutes(10) }.Answering(new Outcome.RetryLater("busy"));
        var scene = await Scene(null, channel).Fires(30, "Cpu warning web-1").Fires(50, "Net warning web-2").PlayAsync(700);

        Assert.Equal(["601: Digest [Cpu web-1, Net web-2] ()"], scene.Told);
    }

    [Fact]
    [Trait("feature", "S2-41")]
    public async Task Does_not_let_a_digest_of_all_clears_overtake_that_of_their_alarms_while_it_is_being_tried()
    {
        var options = new DeliveryOptions { FirstRetry = TimeSpan.FromMinutes(5), Limits = new Dictionary<string, LimitOptions> { ["email"] = new() { Most = 3, Per = TimeSpan.FromSeconds(100) } } };
        var scene = new Scene(World(), options, null, new FakeReceiver("email").Answering(new Outcome.RetryLater("503")));
        foreach (var name in new[] { "One critical web-1", "Two critical web-1", "Three critical web-1" })
        {
            scene.Fires(0, name).Resolves(130, name);
        }

        await scene.PlayAsync(400);

        Assert.Equal(["300: Digest [One web-1, Three web-1, Two web-1] ()", "300: Digest [] (One web-1, Three web-1, Two web-1)"], scene.Told);
    }

    [Fact]
    [Trait("feature", "S2-41")]
    public async Task Does_not_take_an_end_into_a_digest_whose_alarm_is_still_being_tried()
    {
        var channel = new FakeReceiver("email") { DigestEvery = TimeSpan.FromMinutes(10) }.Answering(new Outcome.RetryLater("451"));
        var scene = new Scene(World(), new DeliveryOptions { FirstRetry = TimeSpan.FromSeconds(200) }, null, channel);
        await scene.Fires(30, "Cpu warning web-1").Fires(50, "Net warning web-2").Fires(500, "Disk critical web-1").Resolves(590, "Disk critical web-1").PlayAsync(900);

        Assert.Equal(["600: Digest [Cpu web-1, Net web-2] ()", "700: FirstNotification [Disk web-1] ()", "700: AllResolved [] (Disk web-1)"], scene.Told);
    }

    [Theory]
    [Trait("feature", "S2-41")]
    [InlineData(false, "100: NewAlerts [Cpu web-2] (Cpu web-1)")]
    [InlineData(true, "100: NewAlerts [Cpu web-2] (Cpu web-1)", "600: Digest [Net web-3] ()")]
    public async Task Leaves_out_of_what_waited_for_its_digest_what_a_message_that_did_not_wait_has_told_since(bool others, params string[] told)
    {
        var channel = new FakeReceiver("email") { DigestEvery = TimeSpan.FromMinutes(10) };
        var scene = await Scene(new RoutingOptions { GroupWait = TimeSpan.Zero, GroupInterval = TimeSpan.FromSeconds(10), Routes = [] }, channel)
            .Fires(30, "Cpu warning web-1").Fires(others ? 40 : 4000, "Net warning web-3").Resolves(100, "Cpu warning web-1").Fires(100, "Cpu critical web-2").PlayAsync(900);

        Assert.Equal(told, scene.Told);
        Assert.Equal(others ? "600: Delivered in a digest of 2" : "600: Delivered not sent: a later message of the group has told all of it", (await scene.StoryAsync("Cpu warning web-1"))[^1]);
    }

    [Fact]
    public async Task Reminds_at_once_when_a_reminder_was_due_while_acknowledged()
    {
        var scene = await Scene()
            .Fires(0, "Cpu critical web-1").Acknowledges(60, "Cpu critical web-1").Unacknowledges(20000, "Cpu critical web-1").PlayAsync(20100);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "20000: Repeat [Cpu web-1] ()"], scene.Told);
    }

    [Fact]
    public async Task Tells_nobody_of_what_was_acknowledged_before_the_first_notification()
    {
        var scene = await Scene().Fires(0, "Cpu warning web-1").Acknowledges(3, "Cpu warning web-1").PlayAsync(400);

        Assert.Empty(scene.Told);
        Assert.Equal(["acknowledged by anna"], await scene.World.DecisionsAsync());
    }

    [Fact]
    public async Task Begins_a_new_episode_when_an_acknowledged_alert_fires_again()
    {
        var scene = await Scene()
            .Fires(0, "Cpu critical web-1").Acknowledges(60, "Cpu critical web-1").Resolves(100, "Cpu critical web-1").Fires(200, "Cpu critical web-1").PlayAsync(300);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "100: AllResolved [] (Cpu web-1)", "200: FirstNotification [Cpu web-1] ()"], scene.Told);
        Assert.Equal(2, await scene.EpisodesAsync("Cpu critical web-1"));
    }

    [Fact]
    public async Task Tells_each_channel_what_it_wants_to_hear()
    {
        var (mail, chat) = (new FakeReceiver("email"), new FakeReceiver("slack") { SendResolved = false });

        await Scene(null, mail, chat).Fires(0, "Cpu critical web-1").Resolves(100, "Cpu critical web-1").Fires(300, "Cpu critical web-1").PlayAsync(400);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "100: AllResolved [] (Cpu web-1)", "300: FirstNotification [Cpu web-1] ()"], mail.Told);
        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "300: FirstNotification [Cpu web-1] ()"], chat.Told);
    }

    [Fact]
    [Trait("feature", "S0-37")]
    public async Task Tells_every_channel_what_the_rules_find_in_a_load_test()
    {
        FakeReceiver[] channels = [new("email"), new("slack"), new("sms")];

        await Scene(null, channels).Fires(0, "LoadTestSuccessRateLow warning shop").Resolves(40, "LoadTestSuccessRateLow warning shop").PlayAsync(400);

        Assert.All(channels, channel => Assert.Equal(["5: FirstNotification [LoadTestSuccessRateLow shop] ()", "305: AllResolved [] (LoadTestSuccessRateLow shop)"], channel.Told));
    }

    [Fact]
    public async Task Puts_everything_about_one_trouble_into_one_thread()
    {
        var scene = await Scene().Fires(0, "Cpu critical web-1").Resolves(100, "Cpu critical web-1").Fires(300, "Cpu critical web-1").PlayAsync(400);

        var threads = scene.Channels[0].Notifications.Select(notification => notification.Thread).ToList();
        Assert.Equal(threads[0], threads[1]);
        Assert.NotEqual(threads[1], threads[2]);
    }

    [Fact]
    public async Task Does_not_let_the_all_clear_overtake_an_alarm_that_is_still_being_tried()
    {
        var mail = new FakeReceiver("email").Answering([.. Enumerable.Repeat(new Outcome.RetryLater("server is away"), 8)]);

        var scene = await Scene(null, mail).Fires(0, "Cpu critical web-1").Resolves(90, "Cpu critical web-1").PlayAsync(600);

        Assert.Equal(["255: FirstNotification [Cpu web-1] ()", "255: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    [Fact]
    public async Task Tells_again_what_a_channel_refused_to_take()
    {
        var mail = new FakeReceiver("email").Answering(new Outcome.Rejected("404 no_service"));

        var scene = await Scene(null, mail).Fires(0, "Cpu critical web-1").PlayAsync(200);

        Assert.Equal(["60: PreviousFailed [Cpu web-1] ()"], scene.Told);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    public async Task Does_not_say_that_an_alert_is_over_which_is_reported_anew_with_its_old_beginning(int startsAt)
    {
        var (scene, again) = (Scene(), Guid.NewGuid());
        var fired = Acceptance.Scene.Event("Cpu critical web-1", scene.Now, again);
        scene.Fires(0, "Cpu critical web-1").Resolves(30, "Cpu critical web-1")
            .At(60, () => scene.ReceiveAsync(fired with { FiredAt = fired.FiredAt.AddSeconds(startsAt) }))
            .At(300, () => scene.ReceiveAsync(Acceptance.Scene.End(fired, again, scene.Now)));

        await scene.PlayAsync(400);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "300: AllResolved [] (Cpu web-1)"], scene.Told);
    }

    [Fact]
    public async Task Believes_an_end_that_overtook_its_beginning()
    {
        var scene = Scene();
        var fired = Acceptance.Scene.Event("Cpu critical web-1", scene.Now);

        await scene.ReceiveAsync(Acceptance.Scene.End(fired, fired.EventId, scene.Now));
        await scene.ReceiveAsync(fired);
        await scene.PlayAsync(100);

        Assert.Empty(scene.Told);
        Assert.Equal(
            ["0: Fired 97 > 90", "0: Resolved the condition is false again", "0: HeldBack resolved before anybody was told, so nobody is told of the end"],
            await scene.StoryAsync("Cpu critical web-1"));
    }

    [Theory]
    [InlineData("Cpu critical web-1", 1, false, "60: Missed [] (Cpu web-1)")]
    [InlineData("Cpu critical web-1", 1, true, "60: Missed [] (Cpu web-1)")]
    [InlineData("Cpu warning web-1", 10, false, "60: Missed [] (Cpu web-1)")]
    [InlineData("Cpu warning web-1", 4, false)]
    [InlineData("Cpu warning web-1", 4, true)]
    public async Task Tells_of_what_came_and_went_while_nobody_could_be_told(string alert, double seconds, bool endFirst, params string[] told)
    {
        var scene = Scene();
        var fired = Acceptance.Scene.Event(alert, scene.Now);
        var resolved = Acceptance.Scene.End(fired, fired.EventId, scene.Now.AddSeconds(seconds));
        scene.At(60, () => endFirst ? scene.ReceiveAsync(resolved) : scene.ReceiveAsync(fired)).At(60, () => endFirst ? scene.ReceiveAsync(fired) : scene.ReceiveAsync(resolved));

        await scene.PlayAsync(1000);

        Assert.Equal(told, scene.Told);
    }

    [Fact]
    public async Task Keeps_quiet_about_what_came_and_went_while_it_was_silenced()
    {
        var scene = await Scene().Silences(0, 100, "instance=web-1").Fires(10, "Cpu critical web-1").Resolves(50, "Cpu critical web-1").PlayAsync(1000);

        Assert.Empty(scene.Told);
    }

    [Fact]
    public async Task Does_not_tell_in_the_interval_of_what_came_and_went_in_it()
    {
        var scene = await Scene().Fires(0, "Cpu warning web-1").Fires(50, "Cpu warning web-2").Resolves(100, "Cpu warning web-2").PlayAsync(1000);

        Assert.Equal(["5: FirstNotification [Cpu web-1] ()"], scene.Told);
    }

    [Fact]
    public async Task Takes_an_event_that_comes_twice_once()
    {
        var scene = Scene();
        var fired = Acceptance.Scene.Event("Cpu critical web-1", scene.Now);
        var resolved = Acceptance.Scene.End(fired, fired.EventId, scene.Now);

        await scene.ReceiveAsync(fired);
        await scene.ReceiveAsync(fired);
        await scene.SettleAsync();
        await scene.ReceiveAsync(resolved);
        await scene.ReceiveAsync(fired);
        await scene.ReceiveAsync(resolved);
        await scene.PlayAsync(1000);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()", "60: AllResolved [] (Cpu web-1)"], scene.Told);
        Assert.Equal(1, await scene.EpisodesAsync("Cpu critical web-1"));
    }

    [Fact]
    public async Task Closes_an_episode_whose_end_was_never_heard_of()
    {
        var scene = await Scene().Fires(0, "Cpu critical web-1").Fires(100, "Cpu critical web-1").PlayAsync(200);

        Assert.Equal(["0: FirstNotification [Cpu web-1] ()"], scene.Told);
        Assert.Equal(2, await scene.EpisodesAsync("Cpu critical web-1"));
    }

    private protected abstract IWorld World();

    private Scene Scene(RoutingOptions? routing = null, params FakeReceiver[] channels) => new(World(), routing, channels);
}

/// <summary>With the stores in memory.</summary>
public sealed class PipelineInMemoryTests : PipelineTests
{
    [Fact]
    public async Task Puts_a_group_off_that_cannot_be_read_and_goes_on_with_the_others()
    {
        var store = new MemoryStore { IsBroken = group => group.Identity.Labels["instance"] == "web-1" };
        var scene = await new Scene(store).Fires(0, "Cpu critical web-1").Fires(0, "Cpu critical web-2").At(90, () =>
        {
            store.IsBroken = _ => false;
            return Task.CompletedTask;
        }).PlayAsync(200);

        Assert.Equal(["0: FirstNotification [Cpu web-2] ()", "120: FirstNotification [Cpu web-1] ()"], scene.Told);
    }

    private protected override IWorld World() => new MemoryStore();
}

/// <summary>With the stores in a PostgreSQL of the test's own.</summary>
public sealed class PipelineInPostgresTests(AlertingDatabase database) : PipelineTests, IClassFixture<AlertingDatabase>
{
    private protected override IWorld World() => database.Empty();
}
