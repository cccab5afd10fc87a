namespace PerfMonitor.Analytics.Rules;

/// <summary>A rule file as read: its groups, or why it is refused. A file with any error is refused whole.</summary>
internal sealed record RuleFile(IReadOnlyList<RuleGroup> Groups, IReadOnlyList<RuleFileError> Errors);

/// <summary>What is wrong with a rule file, and where.</summary>
internal sealed record RuleFileError(string File, int Line, int Column, string Message)
{
    /// <summary>The field it is about, such as <c>groups[0].rules[2].labels.severity</c>; empty: the whole.</summary>
    public string Path { get; init; } = "";

    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
