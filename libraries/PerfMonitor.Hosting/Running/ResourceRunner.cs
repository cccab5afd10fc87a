using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Dcp;
using PerfMonitor.Hosting.Health;

namespace PerfMonitor.Hosting.Running;

/// <summary>Looks after one resource while the application runs: its state, its health, what the dashboard shows of it.</summary>
internal abstract class ResourceRunner(IResource resource, string id, RunContext context) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly DateTime _created = context.Time.GetUtcNow().UtcDateTime;
    private readonly HealthMonitor _health = new(resource, context.Time);
    private ResourceStateSnapshot? _state = KnownResourceStates.NotStarted;
    private ImmutableArray<HealthReportSnapshot> _reports = HealthMonitor.Unknown(resource);
    private CancellationTokenSource? _healthStop;
    private bool _wasUnhealthy;

    public IResource Resource => resource;

    /// <summary>Name and a suffix that is new in every run; also the object's name in DCP.</summary>
    public string Id => id;

    public string? State => _state?.Text;

    /// <summary>Whether the resource counts for "everything is healthy".</summary>
    public virtual bool IsAwaited => true;

    protected RunContext Context => context;

    public abstract Task StartAsync(CancellationToken cancellationToken);

    public virtual Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken).ConfigureAwait(false);
        await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>When everything is being stopped, what does not answer any more is no news.</summary>
    public void StopWatchingHealth() => _healthStop?.Cancel();

    public virtual void Dispose() => _healthStop?.Dispose();

    /// <summary>Shows the resource as it is now.</summary>
    public void Publish()
    {
        lock (_lock)
        {
            _ = context.Notifications.PublishUpdateAsync(resource, id, _ => Describe(new CustomResourceSnapshot
            {
                ResourceType = "Resource",
                Properties = [],
                State = _state,
                CreationTimeStamp = _created,
                HealthReports = _reports,
                Relationships = Relationships(),
                Urls = Urls.Of(resource, inactive: State != KnownResourceStates.Running),
            }));
        }
    }

    /// <summary>Adds what the kind of resource knows.</summary>
    protected abstract CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot);

    protected void SetState(ResourceStateSnapshot? state)
    {
        bool changed;
        lock (_lock)
        {
            changed = _state?.Text != state?.Text;
            _state = state;
        }

        if (changed)
        {
            OnStateChanged(state?.Text == KnownResourceStates.Running);
        }

        Publish();
    }

    /// <summary>Waits for everything the model says this resource waits for.</summary>
    protected async Task WaitForDependenciesAsync(CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().ToArray();
        if (waits.Length > 0)
        {
            SetState(KnownResourceStates.Waiting);
            await Task.WhenAll(waits.Select(wait => Dependencies.WaitAsync(resource, wait, context.Notifications, cancellationToken))).ConfigureAwait(false);
        }
    }

    private ImmutableArray<RelationshipSnapshot> Relationships() =>
        [.. resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(relation => new RelationshipSnapshot(relation.Resource.Name, relation.Type)).Distinct()];

    private void OnStateChanged(bool running)
    {
        _healthStop?.Cancel();
        lock (_lock)
        {
            _reports = HealthMonitor.Unknown(resource);
            _wasUnhealthy = false;
        }

        if (running)
        {
            var stop = _healthStop = new CancellationTokenSource();
            _ = _health.RunAsync(OnReports, stop.Token);
        }
    }

    private void OnReports(ImmutableArray<HealthReportSnapshot> reports, CancellationToken stop)
    {
        bool wasHealthy;
        lock (_lock)
        {
            // A check that was under way when the process ended says nothing about its successor.
            if (stop.IsCancellationRequested)
            {
                return;
            }

            wasHealthy = _reports.All(HealthMonitor.IsHealthy) && !_reports.IsEmpty;
            _reports = reports;
        }

        Publish();
        var ill = reports.FirstOrDefault(report => !HealthMonitor.IsHealthy(report));
        if (ill is not null && wasHealthy)
        {
            _wasUnhealthy = true;
            context.Console.Warn($"{resource.Name} is no longer healthy: {ill.Description}");
        }
        else if (ill is null && _wasUnhealthy)
        {
            _wasUnhealthy = false;
            context.Console.Say($"{resource.Name} is healthy again.");
        }
    }
}

/// <summary>What every runner shares.</summary>
internal sealed record RunContext(DcpClient Dcp, ResourceNotificationService Notifications, OperatorConsole Console, TimeProvider Time, Action<int> Remember);
