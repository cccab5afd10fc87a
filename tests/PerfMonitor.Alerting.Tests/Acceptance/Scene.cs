using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Flushing;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Silences;
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
    private readonly Dictionary<(string Alert, string Rule), AlertFired> _episodes = [];
    private readonly List<(TimeSpan At, Func<Task> Act)> _script = [];
    private readonly Regrouping _regrouping;
    private readonly List<AlertEvent> _arrived = [];

    public Scene(IWorld world, RoutingOptions? routing = null, params FakeReceiver[] channels)
        : this(world, new DeliveryOptions(), routing, channels)
    {
    }

    public Scene(IWorld world, DeliveryOptions delivery, RoutingOptions? routing, params FakeReceiver[] channels)
    {
        World = world;
        Channels = channels.Length > 0 ? channels : [new FakeReceiver("email")];
        foreach (var channel in Channels)
        {
            channel.Elapsed = () => _clock.GetUtcNow() - Begin;
        }

        var errors = new List<string>();
        Tree = RoutingTree.Build(routing ?? new RoutingOptions(), Channels.Select(channel => channel.Name).ToList(), errors);
        Assert.Empty(errors);
        var rules = new PipelineRules(Tree, Channels.ToDictionary(channel => channel.Name, channel => new ChannelRule(channel.Name, channel.SendResolved, channel.SendAcknowledged, channel.DigestEvery)));
        var (signals, metrics) = (new Signals(), new AlertingMetrics());
        _flusher = new GroupFlusher(world, rules, _clock, signals, metrics, NullLogger<GroupFlusher>.Instance);
        _intake = new AlertIntake(world, _flusher, rules, _clock, signals, metrics, NullLogger<AlertIntake>.Instance);
        _handling = new AlertHandling(world, rules, _clock, signals, NullLogger<AlertHandling>.Instance);
        _regrouping = new Regrouping(world, rules, _clock, signals, NullLogger<Regrouping>.Instance);
        _deliverers = Channels.Select(channel => new Deliverer(channel, world, Options.Create(delivery), _clock, metrics, NullLogger<Deliverer>.Instance)).ToList();
    }

    public IWorld World { get; }

    public RoutingTree Tree { get; }

    public ManualTimeProvider Clock => _clock;

    public AlertIntake Intake => _intake;

    public AlertHandling Handling => _handling;

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

    /// <summary>An alert written "Name critical web-1" fires, by a rule that goes by its condition.</summary>
    public Scene Fires(double at, string alert, string rule = "cpu > 90") => Arrives(at, () => Fired(alert, rule, Event(alert, _clock.GetUtcNow()) with { Expression = rule, RuleKey = rule }));

    public Scene Resolves(double at, string alert, string rule = "cpu > 90") => Arrives(at, () => Resolved(_episodes[(alert, rule)]));

    /// <summary>The bus delivers the newest beginning of a rule's alert again.</summary>
    public Scene FiresAgain(double at, string alert, string rule) => Arrives(at, () => new AlertEvent.Fired(_episodes[(alert, rule)]));

    /// <summary>The bus delivers the end of an alert before its beginning.</summary>
    public Scene ResolvesBeforeItFires(double at, string alert, string rule) => Arrives(at, () => Resolved(Fired(alert, rule, Event(alert, _clock.GetUtcNow()) with { Expression = rule, RuleKey = rule }).Message));

    private AlertEvent.Fired Fired(string alert, string rule, AlertFired fired) => new(_episodes[(alert, rule)] = fired);

    private AlertEvent.Resolved Resolved(AlertFired fired) => new(End(fired, fired.EventId, _clock.GetUtcNow()));

    public Scene Acknowledges(double at, string alert, string user = "anna") => At(at, () => _handling.AcknowledgeAsync(Fingerprint(alert), Taking.By(user), default));

    public Scene Unacknowledges(double at, string alert, string user = "anna") => At(at, () => _handling.UnacknowledgeAsync(Fingerprint(alert), user, default));

    /// <summary>Somebody called bob silences what matches, for some seconds.</summary>
    public Scene Silences(double at, double seconds, string matcher) => At(at, () =>
    {
        var now = _clock.GetUtcNow();
        return World.AddAsync(new Silence
        {
            Id = Guid.NewGuid(),
            Matchers = [LabelMatchers.Parse(matcher)],
            StartsAt = now,
            EndsAt = now.AddSeconds(seconds),
            CreatedBy = "bob",
            Comment = "deploy",
            CreatedAt = now,
        });
    });

    public Scene Regroups(double at) => At(at, () => _regrouping.RunAsync(default));

    public Scene At(double seconds, Func<Task> act)
    {
        _script.Add((TimeSpan.FromSeconds(seconds), async () =>
        {
            await TakeArrivedAsync();
            await act();
        }
        ));
        return this;
    }

    private Scene Arrives(double seconds, Func<AlertEvent> arrival)
    {
        _script.Add((TimeSpan.FromSeconds(seconds), () =>
        {
            _arrived.Add(arrival());
            return Task.CompletedTask;
        }
        ));
        return this;
    }

    // What arrives at one time is taken in together, as the queue does; two events of one alert one after the other.
    private async Task TakeArrivedAsync()
    {
        while (_arrived.DistinctBy(one => one.Fingerprint).ToList() is { Count: > 0 } together)
        {
            _arrived.RemoveAll(together.Contains);
            await _intake.TakeAsync(together, default);
        }
    }

    /// <summary>Plays the script to the end of the time, from one second in which something is due to the next.</summary>
    public async Task<Scene> PlayAsync(double untilSeconds)
    {
        var end = Begin + TimeSpan.FromSeconds(untilSeconds);
        while (true)
        {
            foreach (var step in _script.Where(step => Begin + step.At == Now))
            {
                await step.Act();
            }

            await TakeArrivedAsync();
            await SettleAsync();
            var next = await NextAsync();
            if (next is null || next > end)
            {
                return this;
            }

            _clock.Advance(next.Value - Now);
        }
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
                    await deliverer.SendAsync(claim);
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

    /// <summary>The alert's story, as "seconds: kind text".</summary>
    public async Task<IReadOnlyList<string>> StoryAsync(string alert) =>
        (await World.TimelineAsync(Fingerprint(alert))).Select(entry => $"{(entry.At - Begin).TotalSeconds:0}: {entry.Kind} {entry.Text}").ToList();

    public Task<int> EpisodesAsync(string alert) => World.EpisodesAsync(Fingerprint(alert));

    // Whole seconds keep what is told readable; everything in the tests is due at one.
    private async Task<DateTimeOffset?> NextAsync()
    {
        var script = _script.Select(step => (DateTimeOffset?)(Begin + step.At)).Where(at => at > Now).Min();
        DateTimeOffset?[] all = [script, await World.NextDueAsync(Tree, default), await World.NextAttemptAsync(Now)];
        return all.Where(at => at > Now).Min();
    }

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
