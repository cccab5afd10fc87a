using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Flushing;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.Contracts;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Acceptance;

/// <summary>
/// The whole service on a clock that stands still, with stores in memory: events go in at times, messages come out at times.
/// Times are seconds since the beginning.
/// </summary>
internal sealed class Scene
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _clock = new(Begin);
    private readonly List<Deliverer> _deliverers;
    private readonly AlertIntake _intake;
    private readonly GroupFlusher _flusher;
    private readonly AlertHandling _handling;
    private readonly Dictionary<string, Guid> _episodes = [];
    private readonly List<(TimeSpan At, Func<Task> Act)> _script = [];
    private readonly Regrouping _regrouping;

    public Scene(RoutingOptions? routing = null, MemoryStore? store = null, params FakeReceiver[] channels)
    {
        Store = store ?? new MemoryStore();
        Channels = channels.Length > 0 ? channels : [new FakeReceiver("email", _clock, Begin)];
        foreach (var channel in Channels)
        {
            channel.Clock = _clock;
            channel.Begin = Begin;
        }

        var errors = new List<string>();
        var tree = RoutingTree.Build(routing ?? new RoutingOptions(), Channels.Select(channel => channel.Name).ToList(), errors);
        Assert.Empty(errors);
        var rules = new PipelineRules(tree, Channels.ToDictionary(channel => channel.Name, channel => new ChannelRule(channel.Name, channel.SendResolved)));
        var (signals, metrics) = (new Signals(), new AlertingMetrics());
        _intake = new AlertIntake(Store, rules, _clock, signals, metrics);
        _flusher = new GroupFlusher(Store, rules, _clock, signals, metrics, NullLogger<GroupFlusher>.Instance);
        _handling = new AlertHandling(Store, rules, _clock, signals, NullLogger<AlertHandling>.Instance);
        _regrouping = new Regrouping(Store, rules, _clock, signals, NullLogger<Regrouping>.Instance);
        _deliverers = Channels.Select(channel => new Deliverer(channel, Store, Options.Create(new DeliveryOptions()), _clock, metrics, NullLogger<Deliverer>.Instance)).ToList();
    }

    public MemoryStore Store { get; }

    public IReadOnlyList<FakeReceiver> Channels { get; }

    /// <summary>What the first channel was told, as "seconds: reason [what fires] (what has resolved)".</summary>
    public IReadOnlyList<string> Told => Channels[0].Told;

    public static AlertFired Event(string alert, DateTimeOffset at, Guid? id = null, double value = 97)
    {
        var (name, severity, instance) = Parse(alert);
        return new AlertFired
        {
            EventId = id ?? Guid.NewGuid(),
            Fingerprint = $"{name}-{severity}-{instance}",
            RuleName = name,
            RuleGroup = "test",
            Severity = severity,
            Labels = new Dictionary<string, string> { ["alertname"] = name, ["severity"] = severity.ToString().ToLowerInvariant(), ["instance"] = instance },
            Annotations = new Dictionary<string, string> { ["summary"] = $"{name} on {instance}" },
            Expression = "cpu > 90",
            Value = value,
            Threshold = 90,
            Comparison = ">",
            SampleAt = at,
            ActiveSince = at,
            FiredAt = at,
        };
    }

    /// <summary>An alert written "Name critical web-1" fires.</summary>
    public Scene Fires(double at, string alert) => At(at, () =>
    {
        _episodes[alert] = Guid.NewGuid();
        return _intake.FiredAsync(Event(alert, _clock.GetUtcNow(), _episodes[alert]), default);
    });

    public Scene Resolves(double at, string alert) => At(at, () => _intake.ResolvedAsync(End(Event(alert, _clock.GetUtcNow()), _episodes[alert], _clock.GetUtcNow()), default));

    public Scene Acknowledges(double at, string alert, string user = "anna") => At(at, () => _handling.AcknowledgeAsync(Fingerprint(alert), user, null, default));

    public Scene Unacknowledges(double at, string alert, string user = "anna") => At(at, () => _handling.UnacknowledgeAsync(Fingerprint(alert), user, default));

    public Scene Changes(double at, Func<World, DateTimeOffset, World> change) => At(at, () =>
    {
        Store.World = change(Store.World, _clock.GetUtcNow());
        return Task.CompletedTask;
    });

    public Scene Regroups(double at) => At(at, () => _regrouping.RunAsync(default));

    public Scene At(double seconds, Func<Task> act)
    {
        _script.Add((TimeSpan.FromSeconds(seconds), act));
        return this;
    }

    /// <summary>Plays the script to the end of the time, second by second.</summary>
    public async Task<Scene> PlayAsync(double untilSeconds)
    {
        for (var second = 0; second <= untilSeconds; second++)
        {
            var now = Begin + TimeSpan.FromSeconds(second);
            _clock.Advance(now - _clock.GetUtcNow());
            foreach (var (_, act) in _script.Where(step => step.At == TimeSpan.FromSeconds(second)))
            {
                await act();
            }

            await SettleAsync();
        }

        return this;
    }

    /// <summary>Does everything that is due now.</summary>
    public async Task SettleAsync()
    {
        while (await _flusher.FlushOneAsync(default))
        {
        }

        foreach (var deliverer in _deliverers)
        {
            while (await deliverer.ClaimAsync(4, default) is { Count: > 0 } claims)
            {
                foreach (var claim in claims)
                {
                    await deliverer.SendAsync(claim, default);
                }
            }
        }
    }

    public Task ReceiveAsync(AlertFired fired) => _intake.FiredAsync(fired, default);

    public Task ReceiveAsync(AlertResolved resolved) => _intake.ResolvedAsync(resolved, default);

    public void Advance(TimeSpan by) => _clock.Advance(by);

    public DateTimeOffset Now => _clock.GetUtcNow();

    public static AlertResolved End(AlertFired fired, Guid firedEventId, DateTimeOffset at) => new()
    {
        EventId = Guid.NewGuid(),
        Fingerprint = fired.Fingerprint,
        FiredEventId = firedEventId,
        RuleName = fired.RuleName,
        Labels = fired.Labels,
        Reason = "the condition is false again",
        ResolvedAt = at,
    };

    public IEnumerable<string> Story(string alert) =>
        from entry in Store.World.Timeline
        where Store.World.Alerts[entry.AlertId].Fingerprint == Fingerprint(alert)
        select $"{(entry.At - Begin).TotalSeconds:0}: {entry.Kind} {entry.Text}";

    private static string Fingerprint(string alert)
    {
        var (name, severity, instance) = Parse(alert);
        return $"{name}-{severity}-{instance}";
    }

    private static (string Name, Severity Severity, string Instance) Parse(string alert)
    {
        var words = alert.Split(' ');
        return (words[0], Enum.Parse<Severity>(words[1], ignoreCase: true), words[2]);
    }
}

/// <summary>A channel that writes down what it is told and fails when it is asked to.</summary>
internal sealed class FakeReceiver(string name, TimeProvider? clock = null, DateTimeOffset begin = default) : IReceiver
{
    private readonly Queue<Outcome> _outcomes = new();

    public TimeProvider? Clock { get; set; } = clock;

    public DateTimeOffset Begin { get; set; } = begin;

    public string Name => name;

    public string Kind => "fake";

    public string Destination => "nowhere";

    public bool SendResolved { get; init; } = true;

    public string? Off => null;

    public List<Notification> Notifications { get; } = [];

    public List<string> Told { get; } = [];

    /// <summary>Called with each notification that arrives.</summary>
    public Action<Notification>? Arrives { get; init; }

    public FakeReceiver Answering(params Outcome[] outcomes)
    {
        foreach (var outcome in outcomes)
        {
            _outcomes.Enqueue(outcome);
        }

        return this;
    }

    public Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (_outcomes.TryDequeue(out var outcome) && outcome is not Outcome.Delivered)
        {
            return Task.FromResult(outcome);
        }

        Notifications.Add(notification);
        Told.Add($"{(Clock!.GetUtcNow() - Begin).TotalSeconds:0}: {notification.Reason} [{Names(notification.Firing)}] ({Names(notification.Resolved)})");
        Arrives?.Invoke(notification);
        return Task.FromResult<Outcome>(new Outcome.Delivered());
    }

    private static string Names(IEnumerable<Alert> alerts) => string.Join(", ", alerts.Select(alert => $"{alert.Name} {alert.Labels["instance"]}"));
}
