namespace PerfMonitor.Analytics.Rules;

/// <summary>A rule that was written over the API, as it is now.</summary>
/// <param name="Id">Stays the same over all versions.</param>
/// <param name="Version">Grows with every write; who writes names the one he has seen.</param>
/// <param name="Draft">The rule as it was given.</param>
/// <param name="Enabled">Whether it is evaluated.</param>
/// <param name="UpdatedAt">When this version was written.</param>
/// <param name="UpdatedBy">Who wrote it.</param>
internal sealed record StoredRule(Guid Id, int Version, RuleDraft Draft, bool Enabled, DateTimeOffset UpdatedAt, string UpdatedBy)
{
    /// <summary>The name its group goes by beside those of rule files.</summary>
    public string File => FileOf(Id);

    public static string FileOf(Guid id) => $"api/{id}";
}

/// <summary>A version of a stored rule; one without a draft is its removal.</summary>
internal sealed record StoredRuleVersion(int Version, RuleDraft? Draft, bool Enabled, DateTimeOffset WrittenAt, string WrittenBy);

/// <summary>What came of writing a rule.</summary>
internal abstract record RuleWrite
{
    internal sealed record Written(StoredRule Rule) : RuleWrite;

    internal sealed record Unknown : RuleWrite;

    /// <param name="Current">The version there is, which the writer has not seen.</param>
    internal sealed record Conflict(int Current) : RuleWrite;

    /// <param name="Most">As many rules as are allowed are stored.</param>
    internal sealed record Full(int Most) : RuleWrite;
}
