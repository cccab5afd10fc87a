using System.Collections.Concurrent;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Tests;

/// <summary>Targets in memory, under the rules of the table.</summary>
internal sealed class MemoryTargetStore : ITargetStore
{
    private readonly ConcurrentDictionary<Guid, Target> _targets = new();

    public int Maximum { get; init; } = 1_000;

    public Task<IReadOnlyList<Target>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Target>>([.. _targets.Values.OrderBy(target => target.Name)]);

    public Task<Target?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(_targets.GetValueOrDefault(id));

    public Task<TargetChange> AddAsync(Target target, CancellationToken cancellationToken) => Task.FromResult(
        _targets.Count >= Maximum ? TargetChange.Full : NameTaken(target) ? TargetChange.NameTaken : Put(target));

    public Task<TargetChange> UpdateAsync(Target target, CancellationToken cancellationToken) => Task.FromResult(
        !_targets.ContainsKey(target.Id) ? TargetChange.NotFound : NameTaken(target) ? TargetChange.NameTaken : Put(target));

    public Task<TargetChange> DeleteAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(_targets.TryRemove(id, out _) ? TargetChange.Done : TargetChange.NotFound);

    public Task ProvideAsync(TargetOrigin origin, IReadOnlyList<Target> targets, CancellationToken cancellationToken)
    {
        foreach (var target in targets)
        {
            Put(target);
        }

        return Task.CompletedTask;
    }

    private bool NameTaken(Target target) => _targets.Values.Any(other => other.Name == target.Name && other.Id != target.Id);

    private TargetChange Put(Target target)
    {
        _targets[target.Id] = target;
        return TargetChange.Done;
    }
}
