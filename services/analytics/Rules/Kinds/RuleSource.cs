using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Outlooks;

namespace PerfMonitor.Analytics.Rules;

/// <summary>What has to be kept for a rule, beside the samples it reads: without it the rule would be silent for ever.</summary>
internal abstract record RuleSource
{
    /// <summary>Names that begin like this belong to rules; nobody else may take them.</summary>
    public const string OwnPrefix = "rule.";

    /// <summary>A watch that somebody has made.</summary>
    internal sealed record Watch(string Name) : RuleSource;

    /// <summary>A watch that exists for the rule.</summary>
    internal sealed record OwnWatch(WatchDefinition Definition) : RuleSource;

    /// <summary>An outlook that exists for the rule.</summary>
    internal sealed record OwnOutlook(OutlookDefinition Definition) : RuleSource;

    /// <summary>An objective that somebody has defined.</summary>
    internal sealed record Objective(string Name) : RuleSource;
}
