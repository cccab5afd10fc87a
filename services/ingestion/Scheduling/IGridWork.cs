namespace PerfMonitor.Ingestion.Scheduling;

/// <summary>What a <see cref="GridRunner{T}"/> does: which things it looks at, how often, and what a look is.</summary>
internal interface IGridWork<T>
{
    /// <summary>The things to look at now, by an id that stays.</summary>
    Task<IReadOnlyDictionary<Guid, T>> ListAsync(CancellationToken cancellationToken);

    TimeSpan IntervalOf(T item);

    /// <summary>Whether the item is looked at as before, so that its task need not be restarted.</summary>
    bool IsSame(T before, T now);

    /// <summary>Looks once. Failures of what is looked at are results, and no exceptions.</summary>
    Task LookAsync(T item, CancellationToken cancellationToken);

    /// <summary>The item is not looked at any more, or otherwise than so far.</summary>
    void End(T item);

    /// <summary>The things could not be listed; those known so far are looked at on.</summary>
    void NotListed(string reason);

    /// <summary>A look threw, which no look should: the next one is tried all the same.</summary>
    void Broke(T item, Exception failure);
}
