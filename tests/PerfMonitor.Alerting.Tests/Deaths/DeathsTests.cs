using System.Globalization;
using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Store;
using Xunit.Sdk;

namespace PerfMonitor.Alerting.Tests.Deaths;

/// <summary>
/// Two hours in the life of six alerts, with silences, a digest, an acknowledgement that ends, an escalation, an action and its approval; and
/// a process that dies between any two packets. The bus delivers again what was not finished, and people press again.
/// </summary>
public sealed class DeathsTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    // Who looks at the audit after a death between an order and its record is told that it was given twice, under one key.
    private const string TakenUp = "taken up again: the process before ended while it ran";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs, each with several deaths, the first of each in another part of the way. PERFMONITOR_KILL_RUNS asks for more.</summary>
    private static int Runs => int.TryParse(Environment.GetEnvironmentVariable("PERFMONITOR_KILL_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : 25;

    [Fact]
    [Trait("feature", "S2-14")]
    public async Task Every_change_arrives_under_one_id_and_every_order_is_given_once_however_often_processes_die()
    {
        var undisturbed = await RunAsync(diesAt: null, static () => null);
        Assert.Equal(
            [
                "hook AllResolved () [Cpu web-1]", "hook AllResolved () [Db web-9]", "hook AllResolved () [Disk web-2]",
                "hook AllResolved () [EmergencyActionWaiting web-1]", "hook AllResolved () [EmergencyActionWaiting web-9]", "hook AllResolved () [Io web-8]", "hook AllResolved () [Net web-3]",
                "hook FirstNotification (Cpu web-1) []", "hook FirstNotification (Db web-9) []", "hook FirstNotification (Disk web-2) []",
                "hook FirstNotification (EmergencyActionWaiting web-1) []", "hook FirstNotification (EmergencyActionWaiting web-9) []", "hook FirstNotification (Io web-8) []", "hook FirstNotification (Net web-3) []",
                "mail AllResolved () [Cpu web-1]", "mail AllResolved () [Db web-9]", "mail AllResolved () [EmergencyActionWaiting web-1]", "mail AllResolved () [EmergencyActionWaiting web-9]",
                "mail Digest () [Disk web-2, Io web-8, Net web-3]", "mail Digest (Disk web-2, Io web-8, Net web-3) []",
                "mail FirstNotification (Cpu web-1) []", "mail FirstNotification (Db web-9) []", "mail FirstNotification (EmergencyActionWaiting web-1) []", "mail FirstNotification (EmergencyActionWaiting web-9) []",
                "pager AllResolved () [Cpu web-1]", "pager Escalated (Cpu web-1) []",
            ],
            undisturbed.Changes);
        Assert.Equal((26, 1, 1), (undisturbed.Messages, undisturbed.Orders, undisturbed.OrderIds));
        Assert.InRange(undisturbed.Steps, 300, 3000);

        var (deaths, again, taken) = (0, 0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var random = new Random(run);
            var left = random.Next(1, 8);
            var first = 1 + (int)((run + random.NextDouble()) * undisturbed.Steps / Runs);
            var killed = await RunAsync(first, () =>
            {
                deaths++;
                return left-- > 0 ? random.Next(1, 80) : null;
            });

            Same(undisturbed.Changes, killed.Changes, $"run {run}, first death at {first}");
            Same(undisturbed.Stories, killed.Stories, $"run {run}, first death at {first}");
            Same([1], [killed.OrderIds], $"run {run}, first death at {first}: orders");
            again += killed.Messages - undisturbed.Messages;
            taken += killed.TakenUp;
        }

        // Only what died between an answer and its record comes again, so not more often than there were deaths.
        Assert.True(again + taken < deaths, $"{again} messages came again, and {taken} actions were taken up again, in {deaths} deaths");
        TestContext.Current.SendDiagnosticMessage($"{Runs} runs over {undisturbed.Steps} steps: {deaths} deaths, {again} messages again under their own id, {taken} actions taken up again");
    }

    private static void Same<T>(IReadOnlyList<T> expected, IReadOnlyList<T> actual, string which)
    {
        if (!expected.SequenceEqual(actual))
        {
            throw new XunitException($"{which}: lost {More(expected, actual)}. Unexpected or doubled: {More(actual, expected)}");
        }

        // Also what is in both, but in one of them more often.
        static string More(IReadOnlyList<T> these, IReadOnlyList<T> those)
        {
            var left = those.ToList();
            return string.Join("; ", these.Where(one => !left.Remove(one)));
        }
    }

    private static List<(int At, Func<Life, Task> Act)> Script()
    {
        var alerts = new[] { "Cpu critical web-1", "Disk warning web-2", "Net warning web-3", "Io warning web-8", "Db critical web-9" }.ToDictionary(name => name.Split(' ')[0], name => Scene.Event(name, Begin, Guid.NewGuid()));
        var ended = Silence("instance=\"web-8\"", 1700, 7200);
        return
        [
            (0, life => life.Scene.World.AddAsync(Silence("instance=\"web-3\"", 0, 900))),
            (0, Fires("Cpu")),
            (1, Fires("Disk")),
            (2, Fires("Net")),
            (10, Nothing),
            (60, Nothing),
            (120, async life =>
            {
                await life.Acknowledgements.SetAcknowledgementEndAsync(alerts["Cpu"].Fingerprint, "anna", Begin.AddSeconds(3000), default);
                await life.Scene.Handling.AcknowledgeAsync(alerts["Cpu"].Fingerprint, Taking.By("anna"), default);
            }),
            (180, Decides("Cpu", approved: true)),
            (900, Nothing),
            (1700, life => AddAsync(life, ended)),
            (1710, Fires("Io")),
            (2400, async life => await life.Silences.ExpireAsync(ended.Id, life.Scene.Now, default)),
            (3000, Nothing),

            // Well after the cooldown of the run before, however late that began.
            (3100, Fires("Db")),
            (3200, Decides("Db", approved: false)),

            // What a dead sender has left goes out before the digest that would take it along.
            (3300, Nothing),
            (3400, Nothing),
            (3500, Nothing),
            (3600, Nothing),
            (4200, Nothing),
            (5000, Resolves("Disk")),
            (5000, Resolves("Net")),
            (5000, Resolves("Io")),
            (6000, Resolves("Cpu")),
            (6000, Resolves("Db")),
            (7200, Nothing),
            (7500, Nothing),
            (7800, Nothing),
        ];

        static Task Nothing(Life life) => Task.CompletedTask;

        Func<Life, Task> Fires(string name) => life => life.Scene.ReceiveAsync(alerts[name]);

        Func<Life, Task> Resolves(string name) => life => life.Scene.ReceiveAsync(Scene.End(alerts[name], alerts[name].EventId, Begin.AddSeconds(5000)));

        Func<Life, Task> Decides(string name, bool approved) => async life =>
        {
            foreach (var run in (await life.Actions.Store.ListAsync(10, default)).Where(run => run.Fingerprint == alerts[name].Fingerprint))
            {
                await life.Actions.Store.DecideAsync(run.Id, approved, "anna", life.Scene.Now, default);
            }
        };

        // Who was not answered looks whether it is there before asking again.
        static async Task AddAsync(Life life, Silence silence)
        {
            if (await life.Silences.FindAsync(silence.Id, default) is null)
            {
                await life.Scene.World.AddAsync(silence);
            }
        }
    }

    private static Silence Silence(string matcher, int from, int to) => new()
    {
        Id = Guid.NewGuid(),
        Matchers = [LabelMatchers.Parse(matcher)],
        StartsAt = Begin.AddSeconds(from),
        EndsAt = Begin.AddSeconds(to),
        CreatedBy = "bob",
        Comment = "deploy",
        CreatedAt = Begin.AddSeconds(from),
    };

    private async Task<Outcome> RunAsync(int? diesAt, Func<int?> diesNext)
    {
        var (_, source) = database.EmptyWithSource();
        var outside = new Outside();
        var settings = new EscalationSettings(source, Microsoft.Extensions.Logging.Abstractions.NullLogger<EscalationSettings>.Instance);
        await settings.PutAsync("policy", "p", new EscalationPolicy("p", [LabelMatchers.Parse("alertname=Cpu")], [new(TimeSpan.FromMinutes(20), [], [], ["pager"], [])]), "me", Begin, Token);
        var life = new Life(database.ConnectionString(), outside, Begin, diesAt);
        var steps = 0;
        foreach (var (at, act) in Script())
        {
            while (!await life.LiveAsync(async one =>
            {
                var ahead = Begin.AddSeconds(at) - one.Scene.Now;
                one.Scene.Advance(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
                await act(one);
                await one.DoDutiesAsync();
            }))
            {
                // Another process takes over when the dead one's lease is over.
                var now = life.Scene.Now;
                life.Dispose();
                life = new Life(database.ConnectionString(), outside, now + new DeliveryOptions().Lease, diesNext());
            }

            steps = life.Steps;
        }

        life.Dispose();
        var stories = await StoriesAsync(source);
        return new Outcome(
            steps,
            outside.Arrivals.Count,
            [.. outside.Arrivals.DistinctBy(arrival => arrival.Notification.Id).Select(Describe).Order(StringComparer.Ordinal)],
            [.. stories.Where(story => !story.EndsWith(TakenUp, StringComparison.Ordinal))],
            stories.Count(story => story.EndsWith(TakenUp, StringComparison.Ordinal)),
            outside.Orders.Orders.Count,
            outside.Orders.Orders.Distinct().Count());
    }

    private static string Describe(Arrival arrival)
    {
        var notification = arrival.Notification;
        return $"{arrival.Channel} {notification.Reason} ({Names(notification.Firing)}) [{Names(notification.Resolved)}]";

        static string Names(IEnumerable<Alert> alerts) => string.Join(", ", alerts.Select(alert => $"{alert.Name} {alert.Labels["instance"]}").Order(StringComparer.Ordinal));
    }

    /// <summary>What the record says happened to each alert, and what became of each run of an action.</summary>
    private static async Task<List<string>> StoriesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            SELECT concat_ws(' ', a.name, t.kind, t.actor) FROM alerting.timeline t JOIN alerting.alerts a ON a.id = t.alert_id
            UNION ALL SELECT concat_ws(' ', a.name, r.action, r.state, d.actor, d.text) FROM alerting.action_runs r JOIN alerting.action_audit d ON d.run_id = r.id JOIN alerting.alerts a ON a.id = r.alert_id
            """);
        await using var reader = await command.ExecuteReaderAsync(Token);
        return [.. (await reader.ReadAllAsync(static row => row.GetString(0), Token)).Order(StringComparer.Ordinal)];
    }

    /// <param name="Steps">Packets and messages of the last life.</param>
    /// <param name="Messages">What arrived, doubles too.</param>
    /// <param name="Changes">What arrived, each id once.</param>
    /// <param name="Stories">What is recorded, but for what only a death leaves.</param>
    /// <param name="TakenUp">How often an action was taken up again because its process had died.</param>
    /// <param name="Orders">Orders that arrived, doubles too.</param>
    /// <param name="OrderIds">Their ids.</param>
    private sealed record Outcome(int Steps, int Messages, IReadOnlyList<string> Changes, IReadOnlyList<string> Stories, int TakenUp, int Orders, int OrderIds);
}
