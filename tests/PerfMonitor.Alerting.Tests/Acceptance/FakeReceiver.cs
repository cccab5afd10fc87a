using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Tests.Acceptance;

/// <summary>A channel that writes down what it is told and fails when it is asked to.</summary>
internal sealed class FakeReceiver(string name) : IReceiver
{
    private readonly Queue<Outcome> _outcomes = new();

    /// <summary>Since the beginning of the scene.</summary>
    public Func<TimeSpan> Elapsed { get; set; } = () => TimeSpan.Zero;

    public string Name => name;

    public string Kind => "fake";

    public string Destination => "nowhere";

    public bool SendResolved { get; init; } = true;

    public bool SendAcknowledged { get; init; }

    public TimeSpan? DigestEvery { get; init; }

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
        Told.Add($"{Elapsed().TotalSeconds:0}: {notification.Reason} [{Names(notification.Firing)}] ({Names(notification.Resolved)})");
        Arrives?.Invoke(notification);
        return Task.FromResult<Outcome>(new Outcome.Delivered());
    }

    private static string Names(IEnumerable<Alert> alerts) => string.Join(", ", alerts.Select(alert => $"{alert.Name} {alert.Labels["instance"]}"));
}
