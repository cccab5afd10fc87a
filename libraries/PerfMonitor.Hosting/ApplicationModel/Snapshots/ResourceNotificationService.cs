using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows how every resource is, and tells those who wait for a change.</summary>
public class ResourceNotificationService : IDisposable
{
    // A watcher that falls this many changes behind loses the oldest; the newest state of a resource is never the one lost.
    private const int MaxPendingChanges = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];

    internal ResourceNotificationService()
    {
    }

    /// <summary>Publishes a change of a resource that has one instance.</summary>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return PublishUpdateAsync(resource, TryGetCurrentState(resource.Name, out var known) ? known.ResourceId : resource.Name, stateFactory);
    }

    /// <summary>Publishes a change of one instance of a resource.</summary>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stateFactory);
        lock (_lock)
        {
            var old = _current.TryGetValue(resourceId, out var known)
                ? known.Snapshot
                : new CustomResourceSnapshot { ResourceType = resource.GetType().Name, Properties = [] };
            var change = new ResourceEvent(resource, resourceId, stateFactory(old));
            _current[resourceId] = change;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(change);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>How the resource is now; asked by id or, where that is unique, by name.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_lock)
        {
            resourceEvent = _current.GetValueOrDefault(resourceId)
                ?? _current.Values.FirstOrDefault(known => string.Equals(known.Resource.Name, resourceId, StringComparison.OrdinalIgnoreCase));
            return resourceEvent is not null;
        }
    }

    /// <summary>How every resource is now, and then every change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var subscription = Subscribe();
        foreach (var known in subscription.Current)
        {
            yield return known;
        }

        await foreach (var change in subscription.Changes.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return change;
        }
    }

    /// <summary>Waits until the resource is in the state; <see cref="KnownResourceStates.Running"/> if none is given.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until the resource is in one of the states and says in which.</summary>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var wanted = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(resourceName, change => change.Snapshot.State?.Text is { } state && wanted.Contains(state), cancellationToken).ConfigureAwait(false);
        return reached.Snapshot.State!.Text;
    }

    /// <summary>Waits until the predicate holds for the resource.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        await foreach (var change in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException($"The application ended before resource '{resourceName}' was as expected.");
    }

    /// <summary>Waits until the resource runs and its health checks pass, also across crashes and restarts.</summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);

    /// <summary>Waits until the resource runs and its health checks pass.</summary>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var reached = await WaitForResourceAsync(
            resourceName,
            change => change.Snapshot.HealthStatus == HealthStatus.Healthy
                || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && HasEnded(change.Snapshot)),
            cancellationToken).ConfigureAwait(false);
        return HasEnded(reached.Snapshot)
            ? throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because it is in state {reached.Snapshot.State?.Text}.")
            : reached;
    }

    /// <summary>Ends all watching.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryComplete();
            }
        }

        GC.SuppressFinalize(this);
    }

    internal ResourceSubscription Subscribe()
    {
        var channel = Channel.CreateBounded<ResourceEvent>(new BoundedChannelOptions(MaxPendingChanges) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            _watchers.Add(channel);
            return new ResourceSubscription([.. _current.Values], channel.Reader, () => Unsubscribe(channel));
        }
    }

    private void Unsubscribe(Channel<ResourceEvent> channel)
    {
        lock (_lock)
        {
            _watchers.Remove(channel);
        }
    }

    private static bool HasEnded(CustomResourceSnapshot snapshot) => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text);
}

/// <summary>How every resource was at the moment of subscribing, and every change since.</summary>
internal sealed class ResourceSubscription(IReadOnlyList<ResourceEvent> current, ChannelReader<ResourceEvent> changes, Action unsubscribe) : IDisposable
{
    public IReadOnlyList<ResourceEvent> Current => current;

    public ChannelReader<ResourceEvent> Changes => changes;

    public void Dispose() => unsubscribe();
}
