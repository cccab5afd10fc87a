using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Life;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Actions;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Alerting.Tests.Deaths;

/// <summary>What arrived outside, by whom it was heard.</summary>
internal sealed record Arrival(string Channel, Notification Notification);

/// <summary>Everybody outside the service, whom no death of it touches.</summary>
internal sealed class Outside
{
    public List<Arrival> Arrivals { get; } = [];

    public OrderTaker Orders { get; } = new();
}

/// <summary>
/// One life of the service over a real PostgreSQL: all of its duties, each done when the test says so. It dies when a packet to or from
/// the database, or a message to the outside, is about to pass: from then on nothing of it reaches anybody.
/// </summary>
internal sealed class Life : IDisposable
{
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FaultyWire _wire;
    private readonly int? _diesAt;
    private readonly EscalationRunner _escalation;
    private readonly AcknowledgementExpiry _expiry;
    private int _steps;

    public Life(string database, Outside outside, DateTimeOffset? now = null, int? diesAt = null)
    {
        _diesAt = diesAt;
        var connection = new NpgsqlConnectionStringBuilder(database);
        _wire = new FaultyWire(connection.Port) { Passes = Step };
        connection.Port = _wire.Port;
        Source = NpgsqlDataSource.Create(connection);
        Scene = new Scene(new PostgresWorld(Source), new DeliveryOptions(), new RoutingOptions { Channels = ["hook", "mail"] }, [.. new[] { "hook", "mail", "pager" }.Select(name => Channel(name, outside))]);
        if (now is { } later)
        {
            Scene.Advance(later - Scene.Now);
        }

        var rules = new PipelineRules(RoutingTree.Build(new RoutingOptions { Channels = ["hook", "mail"] }, ["hook", "mail", "pager"], []), new Dictionary<string, ChannelRule>());
        Settings = new EscalationSettings(Source, NullLogger<EscalationSettings>.Instance);
        Acknowledgements = new LifeStore(Source);
        Silences = new SilenceStore(Source);
        _escalation = new EscalationRunner(new EscalationStore(Source), Settings, new WorkingChannels(new HashSet<string> { "pager" }), rules, new Signals(), Scene.Clock);
        _expiry = new AcknowledgementExpiry(Acknowledgements, Scene.Handling, Scene.Clock);
        Actions = new ActionScene(Source, Scene.Clock, Scene.Intake, outside.Orders, ActionScene.Halve(asks: true));
        outside.Orders.Pass = () =>
        {
            Step();
            return IsOver ? new TaskCompletionSource().Task : Task.CompletedTask;
        };
    }

    public Scene Scene { get; }

    public NpgsqlDataSource Source { get; }

    public EscalationSettings Settings { get; }

    public LifeStore Acknowledgements { get; }

    public SilenceStore Silences { get; }

    public ActionScene Actions { get; }

    public int Steps => _steps;

    public bool IsOver => _died.Task.IsCompleted;

    /// <summary>Does something; false where the life ended before it was done.</summary>
    public async Task<bool> LiveAsync(Func<Life, Task> work)
    {
        // What waits for a dead database, on a clock that nobody moves any more, is left where it is.
        var done = work(this);
        if (await Task.WhenAny(done, _died.Task) == done && !IsOver)
        {
            await done;
            return true;
        }

        return false;
    }

    /// <summary>Every duty, once.</summary>
    public async Task DoDutiesAsync()
    {
        await _expiry.RunAsync(default);
        await _escalation.RunAsync(default);
        await Actions.RunAsync(default);
        await Actions.Alerts.RunAsync(default);
        await Scene.SettleAsync();
    }

    public void Dispose()
    {
        _wire.Dispose();
        Source.Dispose();
    }

    private FakeReceiver Channel(string name, Outside outside) => new(name)
    {
        DigestEvery = name == "mail" ? TimeSpan.FromHours(1) : null,
        Arrives = notification =>
        {
            if (!IsOver)
            {
                outside.Arrivals.Add(new Arrival(name, notification));
                Step();
            }
        },
    };

    private void Step()
    {
        if (Interlocked.Increment(ref _steps) == _diesAt)
        {
            _died.TrySetResult();
            _wire.Cut();
        }
    }
}
