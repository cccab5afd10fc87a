using System.Globalization;
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
    private static readonly string[] Alerts = ["Cpu critical web-1", "Cpu critical web-2", "Cpu warning web-1", "Disk warning web-1", "Disk info web-2"];

    /// <summary>Random hours, once through the whole service on its clock, once through the replay: people hear the same at the same second.</summary>
    [Fact]
    public async Task Tells_what_the_running_service_tells()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var (scene, fired, resolved, silences) = (new Scene(new MemoryStore()), new List<AlertFired>(), new List<AlertResolved>(), new List<Silence>());
            foreach (var alert in Alerts)
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

            var replayed = AlertReplay.Run(Rules(), silences, [], fired, resolved, Begin.AddSeconds(20_000));

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

        var replayed = AlertReplay.Run(Rules(), [], [window], [fired], [Scene.End(fired, fired.EventId, Begin.AddMinutes(5))], Begin.AddHours(2));

        Assert.Empty(replayed.Told);
        Assert.Equal(
            ["10:00:00 in the maintenance window 'patch day' until 2026-03-02 11:00:00 UTC", "10:05:00 resolved before anybody was told, so nobody is told of the end"],
            replayed.Held.Select(held => $"{held.At:HH:mm:ss} {held.Reason}"));
        Assert.All(replayed.Held, held => Assert.Equal(fired.EventId, held.Fired));
    }

    [Fact]
    public void Counts_the_reminders_of_what_goes_on_until_the_end()
    {
        var replayed = AlertReplay.Run(Rules(), [], [], [Scene.Event("Cpu critical web-1", Begin, Guid.NewGuid())], [], Begin.AddDays(1));

        Assert.Equal([0, 4, 8, 12, 16, 20, 24], replayed.Told.Select(told => (told.At - Begin).TotalHours));
        Assert.Equal(["firstNotification", "repeat"], replayed.Told.Select(told => told.Reason).Distinct());
    }

    private static PipelineRules Rules()
    {
        var errors = new List<string>();
        return new PipelineRules(RoutingTree.Build(new RoutingOptions(), ["email"], errors), new Dictionary<string, ChannelRule> { ["email"] = new("email", SendResolved: true) });
    }

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
