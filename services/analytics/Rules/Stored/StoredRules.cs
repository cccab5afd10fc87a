namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// The rules written over the API, read: looked after every two seconds, so that what one instance was told is in force in all of
/// them, and at once where this instance was told.
/// </summary>
internal sealed class StoredRules(StoredRuleStore store, TimeProvider clock, ILogger<StoredRules> logger) : Poller(TimeSpan.FromSeconds(2), clock, logger.StoredRulesUnread)
{
    // Reads come from the loop and from writers.
    private readonly SemaphoreSlim _turns = new(1);
    private (long Count, long Newest)? _state;

    /// <summary>Those that are enabled, each in a group of its own.</summary>
    public RuleBook Book { get; private set; } = RuleBook.Empty;

    /// <summary>Whether they have been read once.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Reads them again if something has been written.</summary>
    public override async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            // Before the rules: what is written in between is read again the next time.
            var state = await store.StateAsync(cancellationToken);
            if (state != _state)
            {
                Book = Read(await store.ListAsync(cancellationToken));
                (_state, IsLoaded) = (state, true);
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    public override void Dispose()
    {
        _turns.Dispose();
        base.Dispose();
    }

    /// <summary>A rule that an earlier version of this program took and this one does not is told of as a refused file.</summary>
    private static RuleBook Read(IReadOnlyList<StoredRule> rules)
    {
        var files = rules.Where(static rule => rule.Enabled).Select(static rule => rule.Draft.Read(rule.File)).ToList();
        return new RuleBook([.. files.SelectMany(static file => file.Groups)], [.. files.SelectMany(static file => file.Errors)])
        {
            Disabled = rules.Where(static rule => !rule.Enabled).Select(static rule => rule.File).ToHashSet(),
        };
    }
}
