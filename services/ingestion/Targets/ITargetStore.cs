namespace PerfMonitor.Ingestion.Targets;

internal enum TargetChange
{
    Done,
    NotFound,
    NameTaken,

    /// <summary>So many targets exist as may.</summary>
    Full,
}

/// <summary>Where targets are kept.</summary>
internal interface ITargetStore
{
    Task<IReadOnlyList<Target>> ListAsync(CancellationToken cancellationToken);

    Task<Target?> FindAsync(Guid id, CancellationToken cancellationToken);

    Task<TargetChange> AddAsync(Target target, CancellationToken cancellationToken);

    Task<TargetChange> UpdateAsync(Target target, CancellationToken cancellationToken);

    Task<TargetChange> DeleteAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Makes the targets of an origin be exactly these, known by name; a target of a person's with the same name gives way.</summary>
    Task ProvideAsync(TargetOrigin origin, IReadOnlyList<Target> targets, CancellationToken cancellationToken);
}
