using System.Collections.Immutable;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Tests.Receivers;

/// <summary>What a database would keep, in memory.</summary>
internal sealed class FakeSentParts : ISentParts
{
    private readonly Dictionary<Guid, ImmutableDictionary<string, Outcome>> _parts = [];

    public Task<ImmutableDictionary<string, Outcome>> OfAsync(Guid notification, CancellationToken cancellationToken) =>
        Task.FromResult(_parts.GetValueOrDefault(notification, ImmutableDictionary<string, Outcome>.Empty));

    public async Task KeepAsync(Guid notification, IReadOnlyCollection<KeyValuePair<string, Outcome>> settled, CancellationToken cancellationToken) =>
        _parts[notification] = (await OfAsync(notification, cancellationToken)).SetItems(settled);
}
