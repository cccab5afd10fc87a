using System.Diagnostics;
using System.Globalization;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Replay;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Replay;

public sealed class AlertReplayTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly string[] AlertNames = ["Cpu critical web-1", "Cpu critical web-2", "Cpu warning web-1", "Disk warning web-1", "Disk info web-2"];

    /// <summary>Random hours, once through the whole service on its clock, once through the replay: people hear the same at the same second.</summary>
    [Fact]
    public async Task Tells_what_the_running_service_tells()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var (scene, fired, resolved, silences) = (new Scene(new MemoryStore()), new List<AlertFired>(), new List<AlertResolved>(), new List<Silence>());
            foreach (var alert in AlertNames)
            {
                for (var at = random.Next(600); at < 20_000; at += random.Next(1, 4_000))
                {
                    var (begin, end) = (Begin.AddSeconds(at), at + random.Next(1, 3_000));
                    var id = Guid.NewGuid();
                    fired.Add(Scene.Event(alert, begin, id));
                    scene.Fires(at, alert);
                    if (end < 20_000)
                    {
                        resolved.Add(Scene.End(fired[^1], id, Begin.AddSeconds(end)));
                        scene.Resolves(end, alert);
                    }

                    at = end;
                }
            }

            var quietAt = random.Next(10_000);
            silences.Add(Silence(quietAt, 1_800, "instance=web-1"));
            scene.Silences(quietAt, 1_800, "instance=web-1");
            await scene.PlayAsync(20_000);

            var replayed = Replay(Rules(), ReplaySurroundings.None with { Silences = silences }, fired, resolved, Begin.AddSeconds(20_000));

            Assert.NotEmpty(scene.Told);
            // Groups that speak at one time do so in any order.
            Assert.Equal(scene.Told.Order(StringComparer.Ordinal), replayed.Told.Select(told => Describe(told, fired)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Says_what_it_held_back_and_why()
    {
        var fired = Scene.Event("Cpu critical web-1", Begin, new Guid("11111111-1111-1111-1111-111111111111"));
        var window = new MaintenanceWindow { Id = Guid.NewGuid(), Name = "patch day", Matchers = [], StartsAt = Begin.AddHours(-1), EndsAt = Begin.AddHours(1), CreatedBy = "anna", CreatedAt = Begin };

        var replayed = Replay(Rules(), ReplaySurroundings.None with { Maintenance = [window] }, [fired], [Scene.End(fired, fired.EventId, Begin.AddMinutes(5))], Begin.AddHours(2));

        Assert.Empty(replayed.Told);
        Assert.Equal(
            ["10:00:00 in the maintenance window 'patch day' until 2026-03-02 11:00:00 UTC", "10:05:00 resolved before anybody was told, so nobody is told of the end"],
            replayed.Held.Select(held => $"{held.At:HH:mm:ss} {held.Reason}"));
        Assert.All(replayed.Held, held => Assert.Equal(fired.EventId, held.Fired));
    }

    [Fact]
    public void Counts_the_reminders_of_what_goes_on_until_the_end()
    {
        var replayed = Replay(Rules(), ReplaySurroundings.None, [Scene.Event("Cpu critical web-1", Begin, Guid.NewGuid())], [], Begin.AddDays(1));

        Assert.Equal([0, 4, 8, 12, 16, 20, 24], replayed.Told.Select(told => (told.At - Begin).TotalHours));
        Assert.Equal(["firstNotification", "repeat"], replayed.Told.Select(told => told.Reason).Distinct());
    }

    /// <summary>Random hours of two rules, of which one inhibits the other: the replay of the one beside the stored episodes of the other says what the service says of both.</summary>
    [Fact]
    public async Task Alerts_of_other_rules_hold_back_as_in_the_running_service()
    {
        var held = 0;
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var (scene, fired, resolved, others) = (new Scene(new MemoryStore(), Inhibiting), new List<AlertFired>(), new List<AlertResolved>(), new List<Alert>());
            foreach (var alert in (string[])["Down info web-1", "Down info web-2", "Cpu warning web-1", "Cpu warning web-2"])
            {
                for (var at = random.Next(600); at < 20_000; at += random.Next(1, 4_000))
                {
                    var (begin, end) = (Begin.AddSeconds(at), at + random.Next(1, 3_000));
                    var started = Scene.Event(alert, begin, Guid.NewGuid());
                    scene.Fires(at, alert);
                    if (end < 20_000)
                    {
                        scene.Resolves(end, alert);
                    }

                    if (started.RuleName == "Down")
                    {
                        others.Add(Samples.Alert("Down", started.Labels["instance"], Severity.Info) with { Id = 1_000 + others.Count, Fingerprint = started.Fingerprint, StartsAt = begin, EndsAt = end < 20_000 ? Begin.AddSeconds(end) : null });
                    }
                    else
                    {
                        fired.Add(started);
                        resolved.AddRange(end < 20_000 ? [Scene.End(started, started.EventId, Begin.AddSeconds(end))] : []);
                    }

                    at = end;
                }
            }

            await scene.PlayAsync(20_000);

            var replayed = Replay(Rules(Inhibiting), ReplaySurroundings.None with { Others = others }, fired, resolved, Begin.AddSeconds(20_000));

            Assert.Equal(scene.Told.Where(told => !told.Contains("Down", StringComparison.Ordinal)), replayed.Told.Select(told => Describe(told, fired)));
            held += replayed.Held.Count(one => one.Reason == "inhibited by info Down, which fires with the same instance");
        }

        Assert.InRange(held, 50, int.MaxValue);
    }

    [Fact]
    public void Escalates_while_nobody_takes_the_alert_and_waits_while_it_is_silenced()
    {
        var fired = Scene.Event("Cpu critical web-1", Begin, Guid.NewGuid());
        var around = ReplaySurroundings.None with { Book = Book, Channels = new HashSet<string> { "sms-anna", "boss" }, Silences = [Silence(400, 1_400, "instance=web-1")] };

        var replayed = Replay(Rules(), around, [fired], [Scene.End(fired, fired.EventId, Begin.AddHours(1))], Begin.AddHours(2));

        Assert.Equal(
            [
                "0: firstNotification over email",
                "300: escalated over sms-anna: escalation 'critical', step 1 of 2, for anna: nobody has acknowledged it",
                "1800: escalated over boss: escalation 'critical', step 2 of 2, for everybody there: nobody has acknowledged it",
                "3600: allResolved over sms-anna, boss: over: the escalation ends",
                "3600: allResolved over email",
            ],
            replayed.Told.Select(told => string.Create(CultureInfo.InvariantCulture, $"{(told.At - Begin).TotalSeconds:0}: {told.Reason} over {string.Join(", ", told.Channels)}{(told.GroupKey.StartsWith("escalation", StringComparison.Ordinal) ? $": {told.ReasonText}" : "")}")));
    }

    [Fact]
    public void An_escalation_waits_behind_another_rules_alert()
    {
        var fired = Scene.Event("Cpu warning web-1", Begin, Guid.NewGuid());
        var down = Samples.Alert("Down", "web-1", Severity.Info) with { Id = 1_000, StartsAt = Begin.AddMinutes(-5), EndsAt = Begin.AddMinutes(20) };
        var around = ReplaySurroundings.None with { Book = Book, Channels = new HashSet<string> { "sms-anna", "boss" }, Others = [down] };

        var replayed = Replay(Rules(Inhibiting), around, [fired], [], Begin.AddHours(1));

        // The escalation asks at each minute; the group was last looked at when it was still held back, and is again a group_interval later.
        Assert.Equal([20, 21, 30], replayed.Told.Select(told => Math.Ceiling((told.At - Begin).TotalMinutes)));
        Assert.Equal(["escalated", "firstNotification", "escalated"], replayed.Told.Select(told => told.Reason));
    }

    /// <summary>As many events as a request may hold, each alert in a group of its own: quadratic, that is minutes.</summary>
    [Fact]
    public void Takes_a_whole_request_of_alerts_within_seconds()
    {
        var (fired, resolved) = (new List<AlertFired>(), new List<AlertResolved>());
        for (var i = 0; i < 25_000; i++)
        {
            fired.Add(Scene.Event($"Cpu critical web-{i % 5_000}", Begin.AddSeconds(i), Guid.NewGuid()));
            resolved.Add(Scene.End(fired[i], fired[i].EventId, fired[i].FiredAt.AddSeconds(120)));
        }

        var started = Stopwatch.GetTimestamp();
        var replayed = Replay(Rules(), ReplaySurroundings.None, fired, resolved, Begin.AddDays(1));

        Assert.Equal((50_000, false), (replayed.Told.Count, replayed.IsCut));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Ends_with_the_request_that_nobody_waits_for_any_more()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();

        Assert.Throws<OperationCanceledException>(() => AlertReplay.Run(Rules(), ReplaySurroundings.None, [Scene.Event("Cpu critical web-1", Begin, Guid.NewGuid())], [], Begin.AddDays(1), gone.Token));
    }

    [Fact]
    public void Lets_rules_with_the_same_labels_share_an_alert_as_live()
    {
        var rule = Scene.Event("Cpu critical web-1", Begin, Guid.NewGuid());
        var copy = Scene.Event("Cpu critical web-1", Begin.AddSeconds(10), Guid.NewGuid()) with { RuleGroup = "copy" };

        var replayed = Replay(
            Rules(), ReplaySurroundings.None, [rule, copy], [Scene.End(copy, copy.EventId, Begin.AddMinutes(10)), Scene.End(rule, rule.EventId, Begin.AddMinutes(20))], Begin.AddHours(1));

        Assert.Equal([(0, "firstNotification"), (20, "allResolved")], replayed.Told.Select(told => ((told.At - Begin).TotalMinutes, told.Reason)));
    }

    private static RoutingOptions Inhibiting => new()
    {
        GroupBy = ["alertname"],
        Inhibit = [new InhibitOptions { Source = ["alertname=Down"], Target = ["alertname=Cpu"], Equal = ["instance"] }],
    };

    private static ContactBook Book => new(
        [new EscalationPolicy("critical", [], [new(TimeSpan.FromMinutes(5), ["anna"], [], [], []), new(TimeSpan.FromMinutes(10), [], [], ["boss"], [])])],
        new Dictionary<string, Person> { ["anna"] = new("anna", new Dictionary<string, string> { ["sms"] = "sms-anna" }) },
        new Dictionary<string, Alerting.OnCall.Schedule>(),
        []);

    private static PipelineRules Rules(RoutingOptions? routing = null)
    {
        var errors = new List<string>();
        return new PipelineRules(RoutingTree.Build(routing ?? new RoutingOptions(), ["email"], errors), new Dictionary<string, ChannelRule> { ["email"] = new("email", SendResolved: true) });
    }

    private static ReplayResult Replay(PipelineRules rules, ReplaySurroundings around, IEnumerable<AlertFired> fired, IEnumerable<AlertResolved> resolved, DateTimeOffset until) =>
        AlertReplay.Run(rules, around, fired, resolved, until, TestContext.Current.CancellationToken);

    private static Silence Silence(int at, int seconds, string matcher) => new()
    {
        Id = Guid.NewGuid(),
        Matchers = [LabelMatchers.Parse(matcher)],
        StartsAt = Begin.AddSeconds(at),
        EndsAt = Begin.AddSeconds(at + seconds),
        CreatedBy = "bob",
        Comment = "deploy",
        CreatedAt = Begin,
    };

    private static string Describe(Told told, List<AlertFired> events)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{(told.At - Begin).TotalSeconds:0}: {char.ToUpperInvariant(told.Reason[0])}{told.Reason[1..]} [{Names(told.Firing)}] ({Names(told.Resolved)})");

        string Names(IEnumerable<Guid> ids) => string.Join(", ", ids.Select(id => events.Find(fired => fired.EventId == id)!).Select(fired => $"{fired.RuleName} {fired.Labels["instance"]}"));
    }
}
