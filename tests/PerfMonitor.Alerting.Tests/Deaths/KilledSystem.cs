using System.Text.Json.Nodes;
using MassTransit;
using Npgsql;
using PerfMonitor.Testing.Http;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Alerting.Tests.Deaths;

/// <summary>A message as the receiver got it: it keeps every id it has seen, and confirms.</summary>
internal sealed record Heard(string Id, string Instance, string Status);

/// <summary>
/// RabbitMQ, PostgreSQL and alerting as processes of the test's own, with a wire before each server that counts packets, and a receiver of
/// webhooks. Any of the three is killed with −9 while a packet is held, and started again.
/// </summary>
internal sealed class KilledSystem : IAsyncDisposable
{
    private readonly PrivatePostgres _postgres;
    private readonly PrivateRabbitMQ _rabbit;
    private readonly HttpTestServer _hook;
    private readonly FaultyWire _toPostgres;
    private readonly FaultyWire _toRabbit;
    private readonly IBusControl _bus;
    private readonly Lock _gate = new();
    private readonly List<Heard> _heard = [];
    private Death? _next;

    private KilledSystem(PrivatePostgres postgres, PrivateRabbitMQ rabbit, HttpTestServer hook)
    {
        (_postgres, _rabbit, _hook) = (postgres, rabbit, hook);
        _toPostgres = new FaultyWire(new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Port) { Passes = () => Pass(Place.Postgres) };
        _toRabbit = new FaultyWire(rabbit.Port) { Passes = () => Pass(Place.RabbitMQ) };
        _hook.Answer = HearAsync;
        Address = $"http://127.0.0.1:{FreePort.Find()}";
        Alerting = new AlertingProcess(new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = Address,
            ["ConnectionStrings:perfmonitor"] = $"Host=127.0.0.1;Port={_toPostgres.Port};Username=test;Database=postgres",
            ["ConnectionStrings:bus"] = $"amqp://guest:guest@127.0.0.1:{_toRabbit.Port}",
            ["Internal:Key"] = "a key for tests, long enough",
            ["Channels:Email:Enabled"] = "false",
            ["Channels:Webhooks:0:Name"] = "hook",
            ["Channels:Webhooks:0:Url"] = hook.Url,
            ["Routing:Channels:0"] = "hook",
            ["Routing:Routes:0:Match:0"] = "severity=\"critical\"",
            ["Routing:Routes:0:GroupBy:0"] = "instance",
            ["Routing:Routes:0:GroupWait"] = "00:00:00",
            ["Routing:Routes:0:GroupInterval"] = "00:00:01",

            // Longer than it takes to kill a server on a busy machine, for which the receiver's answer waits: late, it would confirm nothing.
            ["Delivery:Timeout"] = "00:00:05",
            ["Delivery:Lease"] = "00:00:10",
        });
        _bus = Bus.Factory.CreateUsingRabbitMq(configure => configure.Host(new Uri($"amqp://guest:guest@127.0.0.1:{rabbit.Port}"), host => host.PublisherConfirmation = true));
    }

    /// <summary>Where a packet or a message passes.</summary>
    public enum Place
    {
        Postgres,
        RabbitMQ,
        Hook,
    }

    public enum Victim
    {
        Alerting,
        Postgres,
        RabbitMQ,
    }

    public AlertingProcess Alerting { get; }

    public string Address { get; }

    public string Database => _postgres.ConnectionString;

    /// <summary>Null where a server is not installed.</summary>
    public static async Task<KilledSystem?> StartAsync(CancellationToken cancellationToken)
    {
        if (PrivateRabbitMQ.TryStart() is not { } rabbit)
        {
            return null;
        }

        if (PrivatePostgres.TryStart() is not { } postgres)
        {
            rabbit.Dispose();
            return null;
        }

        var system = new KilledSystem(postgres, rabbit, await HttpTestServer.StartAsync());
        await system._bus.StartAsync(cancellationToken);
        system.Alerting.Start();
        return system;
    }

    /// <summary>Everything heard so far, doubles too.</summary>
    public IReadOnlyList<Heard> Heard()
    {
        lock (_gate)
        {
            return [.. _heard];
        }
    }

    /// <summary>Kills <paramref name="victim"/> when that many more have passed there; ends when it has been killed and runs again.</summary>
    public Task KillAsync(Victim victim, Place place, int after)
    {
        var death = new Death(victim, place, after);
        lock (_gate)
        {
            _next = death;
        }

        return death.Over.Task;
    }

    /// <summary>As analytics does it: again until the broker has confirmed.</summary>
    public async Task PublishAsync<T>(T message, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(3));
            try
            {
                await _bus.Publish(message, limit.Token);
                return;
            }
            catch (Exception unconfirmed) when (!cancellationToken.IsCancellationRequested && unconfirmed is not OutOfMemoryException)
            {
                // Not confirmed: it may have arrived or not, and has the same id the next time.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Alerting.Dispose();
        _toPostgres.Dispose();
        _toRabbit.Dispose();
        await _bus.StopAsync(TimeSpan.FromSeconds(5));
        await _hook.DisposeAsync();
        _postgres.Dispose();
        _rabbit.Dispose();
    }

    // The packet waits here until its sender or receiver is dead.
    private void Pass(Place place)
    {
        Death? death;
        lock (_gate)
        {
            if (_next is not { } next || next.Place != place || --next.Left > 0)
            {
                return;
            }

            (death, _next) = (next, null);
            switch (death.Victim)
            {
                case Victim.Alerting:
                    Alerting.Kill();
                    break;
                case Victim.Postgres:
                    _postgres.Kill();
                    break;
                case Victim.RabbitMQ:
                    _rabbit.Kill();
                    break;
            }
        }

        _ = Task.Run(() => Revive(death));
    }

    private void Revive(Death death)
    {
        try
        {
            switch (death.Victim)
            {
                case Victim.Alerting:
                    Alerting.Start();
                    break;
                case Victim.Postgres:
                    _postgres.Restart();
                    break;
                case Victim.RabbitMQ:
                    _rabbit.Restart();
                    break;
            }

            death.Over.SetResult();
        }
        catch (InvalidOperationException dead)
        {
            death.Over.SetException(dead);
        }
    }

    private async Task HearAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        var request = _hook.Requests[^1];
        var body = JsonNode.Parse(request.Body)!;
        lock (_gate)
        {
            foreach (var alert in body["alerts"]!.AsArray())
            {
                _heard.Add(new Heard(request.Headers["Idempotency-Key"], (string)alert!["labels"]!["instance"]!, (string)alert["status"]!));
            }
        }

        Pass(Place.Hook);
        await Task.CompletedTask;
    }

    private sealed class Death(Victim victim, Place place, int after)
    {
        public Victim Victim => victim;

        public Place Place => place;

        public int Left { get; set; } = after;

        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
