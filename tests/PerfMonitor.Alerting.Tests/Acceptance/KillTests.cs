using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Tests.Store;

namespace PerfMonitor.Alerting.Tests.Acceptance;

/// <summary>The process dies at every single step of the way, once per run; the bus delivers again what was not finished.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Tells_of_every_change_once_wherever_the_process_dies()
    {
        var (steps, _) = await RunAsync(diesAt: null);
        Assert.InRange(steps, 50, 500);

        for (var step = 1; step <= steps; step++)
        {
            var (_, arrived) = await RunAsync(step);

            Assert.True(
                arrived.Select(notification => $"{notification.Channel} {notification.Reason}").Distinct().Order().SequenceEqual(
                    ["email AllResolved", "email FirstNotification", "slack AllResolved", "slack FirstNotification"]),
                $"killed at step {step}: {string.Join(", ", arrived.Select(notification => $"{notification.Channel} {notification.Reason}"))}");
            Assert.True(arrived.Select(notification => notification.Id).Distinct().Count() == 4, $"killed at step {step}: a change was announced under two ids");
            Assert.True(arrived.Count <= 5, $"killed at step {step}: {arrived.Count} messages");
        }
    }

    [Fact]
    public async Task Sends_again_under_the_same_id_what_was_sent_but_not_recorded()
    {
        var repeated = 0;
        var (steps, _) = await RunAsync(diesAt: null);
        for (var step = 1; step <= steps; step++)
        {
            var (_, arrived) = await RunAsync(step);
            repeated += arrived.Count - arrived.DistinctBy(notification => notification.Id).Count();
        }

        // The step between a channel's answer and its record, and the record itself: no other repeats a message.
        Assert.InRange(repeated, 4, 12);
    }

    /// <summary>Processes die one after the other, at steps drawn anew each time, also while one takes up what another left.</summary>
    [Fact]
    public async Task Loses_nothing_and_doubles_nothing_however_often_processes_die()
    {
        var deaths = 0;
        for (var seed = 1; seed <= 500; seed++)
        {
            var random = new Random(seed);
            var left = random.Next(2, 9);
            var (_, arrived) = await RunAsync(Next(), () =>
            {
                deaths++;
                return Next();
            });

            Assert.True(
                arrived.DistinctBy(notification => notification.Id).Select(notification => $"{notification.Channel} {notification.Reason}").Order().SequenceEqual(
                    ["email AllResolved", "email FirstNotification", "slack AllResolved", "slack FirstNotification"]),
                $"seed {seed}: {string.Join(", ", arrived.Select(notification => $"{notification.Channel} {notification.Reason} {notification.Id}"))}");

            int? Next() => left-- > 0 ? random.Next(1, 60) : null;
        }

        Assert.InRange(deaths, 1000, 4000);
    }

    /// <summary>A rule and its copy fire the alert; the copy ends first.</summary>
    [Fact]
    public async Task Tells_once_of_an_alert_that_two_rules_fire_wherever_the_process_dies()
    {
        var (steps, _) = await RunAsync(diesAt: null, isShared: true);
        for (var step = 1; step <= steps; step++)
        {
            var (_, arrived) = await RunAsync(step, isShared: true);

            Assert.True(
                arrived.DistinctBy(notification => notification.Id).Select(notification => $"{notification.Channel} {notification.Reason}").Order().SequenceEqual(
                    ["email AllResolved", "email FirstNotification", "slack AllResolved", "slack FirstNotification"]),
                $"killed at step {step}: {string.Join(", ", arrived.Select(notification => $"{notification.Channel} {notification.Reason}"))}");
        }
    }

    private static async Task<(int Steps, List<Notification> Arrived)> RunAsync(int? diesAt, Func<int?>? diesNext = null, bool isShared = false)
    {
        var store = new MemoryStore { DiesAt = diesAt };
        var arrived = new List<Notification>();
        var fired = Scene.Event("Cpu critical web-1", new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), Guid.NewGuid());
        var resolved = Scene.End(fired, fired.EventId, fired.FiredAt.AddSeconds(90));
        var copy = fired with { EventId = Guid.NewGuid(), RuleGroup = "copy", FiredAt = fired.FiredAt.AddSeconds(10) };
        List<Func<Scene, Task>> shared = isShared ? [scene => scene.ReceiveAsync(copy), scene => scene.ReceiveAsync(Scene.End(copy, copy.EventId, fired.FiredAt.AddSeconds(60)))] : [];
        var bus = new Queue<Func<Scene, Task>>([scene => scene.ReceiveAsync(fired), .. shared, scene => Later(scene, 90), scene => scene.ReceiveAsync(resolved), scene => Later(scene, 120)]);
        var scene = Process();
        while (bus.TryPeek(out var work))
        {
            try
            {
                await work(scene);
                await scene.SettleAsync();
                bus.Dequeue();
            }
            catch (KilledException)
            {
                // Another process takes over; what the dead one was sending is taken up when its lease is over.
                var elapsed = scene.Now;
                store.Restart(diesNext?.Invoke());
                scene = Process();
                scene.Advance(elapsed - scene.Now + new DeliveryOptions().Lease);
            }
        }

        return (store.Steps, arrived);

        Scene Process() => new(store, null, Channel("email"), Channel("slack"));

        FakeReceiver Channel(string name) => new(name)
        {
            Arrives = notification =>
            {
                arrived.Add(notification);
                store.Step();
            },
        };

        static Task Later(Scene scene, double seconds)
        {
            scene.Advance(TimeSpan.FromSeconds(seconds));
            return Task.CompletedTask;
        }
    }
}
