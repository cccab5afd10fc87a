using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>Where escalations stand.</summary>
internal interface IEscalationStore
{
    /// <summary>Gives alerts that have none their escalation, by the book as it is read while nobody changes it; returns how many.</summary>
    Task<int> BeginAsync(Func<CancellationToken, Task<ContactBook>> read, CancellationToken cancellationToken);

    /// <summary>One escalation that something is to happen to and that nobody else is at, locked, with what holds its alert back now; null where there is none.</summary>
    Task<IEscalationTransaction?> TakeAsync(RoutingTree tree, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>An escalation in one's hands. Ending it without <see cref="CommitAsync"/> changes nothing.</summary>
internal interface IEscalationTransaction : IAsyncDisposable
{
    EscalationTurn Turn { get; }

    Task SaveAsync(EscalationMove move, DateTimeOffset now, CancellationToken cancellationToken);

    Task CommitAsync(CancellationToken cancellationToken);
}
