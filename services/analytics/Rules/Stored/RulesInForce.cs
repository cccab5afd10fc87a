namespace PerfMonitor.Analytics.Rules;

/// <summary>All rules: those of the files, then those written over the API.</summary>
internal sealed class RulesInForce(RuleFolder folder, StoredRules stored)
{
    private readonly Lock _gate = new();
    private (RuleBook Files, RuleBook Stored, RuleBook Both)? _merged;

    /// <summary>The same object until either changes.</summary>
    public RuleBook Book
    {
        get
        {
            lock (_gate)
            {
                var (files, written) = (folder.Book, stored.Book);
                if (_merged is not { } merged || !ReferenceEquals(merged.Files, files) || !ReferenceEquals(merged.Stored, written))
                {
                    _merged = merged = (files, written, new RuleBook([.. files.Groups, .. written.Groups], [.. files.Errors, .. written.Errors]) { Disabled = written.Disabled });
                }

                return merged.Both;
            }
        }
    }

    public bool IsLoaded => folder.IsLoaded && stored.IsLoaded;

    /// <summary>Why the files cannot be read; null where they can.</summary>
    public string? Unreadable => folder.Unreadable;
}
