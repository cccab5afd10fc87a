using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Contracts;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Alerting.Tests.Deaths;

/// <summary>Alerting, PostgreSQL and RabbitMQ as real processes, killed with −9 between two packets while alerts are on their way.</summary>
public sealed class KilledServersTests
{
    // Says when to give up, not how long to wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How many kills; PERFMONITOR_KILLS asks for more.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("PERFMONITOR_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 6;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("PERFMONITOR_KILL_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    [Fact]
    public async Task Each_change_is_heard_under_one_id_whichever_process_is_killed()
    {
        await using var system = await KilledSystem.StartAsync(Token);
        Assert.SkipWhen(system is null, $"{PrivatePostgres.Missing} Or: {PrivateRabbitMQ.Missing}");
        await ReadyAsync(system);
        var random = new Random(Seed);
        var deaths = new List<string>();
        var since = Stopwatch.StartNew();
        for (var kill = 0; kill < Kills; kill++)
        {
            var (victim, place) = Draw(kill, random);
            var (fires, after) = (kill % 4 < 2, place == KilledSystem.Place.Hook ? 1 : random.Next(1, place == KilledSystem.Place.Postgres ? 80 : 12));
            deaths.Add($"{victim} at packet {after} of {place} while {(fires ? "firing" : "resolving")}");
            var fired = Scene.Event($"Cpu critical web-{kill}", DateTimeOffset.UtcNow, Guid.NewGuid());
            var resolved = Scene.End(fired, fired.EventId, DateTimeOffset.UtcNow);
            var death = fires ? system.KillAsync(victim, place, after) : Task.CompletedTask;
            await system.PublishAsync(fired, Token);
            await HeardAsync(system, $"web-{kill}", "firing", deaths);
            if (!fires)
            {
                death = system.KillAsync(victim, place, after);
            }

            await system.PublishAsync(resolved, Token);
            await PassOnAsync(system, death);
            await HeardAsync(system, $"web-{kill}", "resolved", deaths);
            await SettledAsync(system, deaths);
            var again = Again(system.Heard(), $"web-{kill}");
            deaths[^1] += string.Create(CultureInfo.InvariantCulture, $" ({again} again, {since.Elapsed.TotalSeconds:0} s)");

            // Who confirmed hears nothing twice: only alerting itself can die between the answer and its record.
            Assert.True(again <= (victim == KilledSystem.Victim.Alerting ? 1 : 0), $"{again} messages came again: {deaths[^1]}: {system.Alerting.Said}");
        }

        var heard = system.Heard();
        Assert.Equal(
            Enumerable.Range(0, Kills).SelectMany(kill => new[] { $"web-{kill} firing", $"web-{kill} resolved" }).Order(StringComparer.Ordinal),
            heard.Distinct().Select(one => $"{one.Instance} {one.Status}").Order(StringComparer.Ordinal));
        TestContext.Current.SendDiagnosticMessage($"{Kills} kills, {heard.Count} messages, {heard.Count - heard.Distinct().Count()} of them again under their own id: {string.Join("; ", deaths)}");
    }

    private static int Again(IReadOnlyList<Heard> heard, string instance) =>
        heard.Where(one => one.Instance == instance).GroupBy(static one => one).Sum(static same => same.Count() - 1);

    // Alerting half of the time, at each of the places it talks to; a server where it is talked to.
    private static (KilledSystem.Victim Victim, KilledSystem.Place Place) Draw(int kill, Random random) => (kill % 6) switch
    {
        0 or 3 => (KilledSystem.Victim.Alerting, KilledSystem.Place.Postgres),
        1 => (KilledSystem.Victim.Postgres, KilledSystem.Place.Postgres),
        2 => (KilledSystem.Victim.RabbitMQ, random.Next(2) == 0 ? KilledSystem.Place.RabbitMQ : KilledSystem.Place.Postgres),
        4 => (KilledSystem.Victim.Alerting, random.Next(2) == 0 ? KilledSystem.Place.RabbitMQ : KilledSystem.Place.Hook),
        _ => (KilledSystem.Victim.Postgres, random.Next(2) == 0 ? KilledSystem.Place.Hook : KilledSystem.Place.RabbitMQ),
    };

    /// <summary>Keeps packets passing until the one has come at which the process dies, and it lives again.</summary>
    private static async Task PassOnAsync(KilledSystem system, Task death)
    {
        for (var waited = Stopwatch.StartNew(); !death.IsCompleted;)
        {
            Assert.True(waited.Elapsed < Patience, $"nobody has died: {system.Alerting.Said}");
            await system.PublishAsync(new HeartbeatSent { SentAt = DateTimeOffset.UtcNow }, Token);
            await Task.WhenAny(death, Task.Delay(TimeSpan.FromMilliseconds(100), Token));
        }

        await death;
    }

    private static async Task ReadyAsync(KilledSystem system)
    {
        using var client = new HttpClient();
        await UntilAsync(
            async () =>
            {
                try
                {
                    return (await client.GetAsync(new Uri($"{system.Address}/health/ready"), Token)).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            () => $"alerting is not ready: {system.Alerting.Said}");
    }

    private static Task HeardAsync(KilledSystem system, string instance, string status, IReadOnlyList<string> deaths) => UntilAsync(
        () => Task.FromResult(system.Heard().Any(one => one.Instance == instance && one.Status == status)),
        () => $"{instance} {status} is lost after {string.Join("; ", deaths)}: {system.Alerting.Said}");

    /// <summary>Nothing is under way any more: what is still to come again has come.</summary>
    private static async Task SettledAsync(KilledSystem system, IReadOnlyList<string> deaths)
    {
        await using var source = NpgsqlDataSource.Create(system.Database);
        await UntilAsync(
            async () =>
            {
                await using var command = source.CreateCommand(
                    """
                    SELECT (SELECT count(*) FROM alerting.notifications WHERE channel = 'hook' AND status <> 'delivered') + (SELECT count(*) FROM alerting.outbox)
                      + (SELECT count(*) FROM alerting.alerts WHERE state <> 'resolved')
                    """);
                return (long)(await command.ExecuteScalarAsync(Token))! == 0;
            },
            () => $"something is left after {string.Join("; ", deaths)}: {system.Alerting.Said}");
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        for (var waited = Stopwatch.StartNew(); !await holds();)
        {
            Assert.True(waited.Elapsed < Patience, otherwise());
            await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
        }
    }
}
