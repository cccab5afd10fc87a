using System.ComponentModel.DataAnnotations;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.History;

/// <summary>How long the series of some metrics are kept (section <c>History:Retention</c>); the first rule that matches counts.</summary>
internal sealed class RetentionRule
{
    /// <summary>A regular expression that the whole metric name matches, such as <c>node_.*</c>.</summary>
    public string Match { get; init; } = "";

    /// <summary>How long samples are kept, such as <c>14d</c>.</summary>
    public string Keep { get; init; } = "";

    /// <summary>How long one-minute roll-ups are kept. Default: <see cref="HistoryOptions.MinuteRollupDays"/>.</summary>
    public string KeepMinutes { get; init; } = "";

    /// <summary>How long one-hour roll-ups are kept. Default: <see cref="HistoryOptions.HourRollupDays"/>.</summary>
    public string KeepHours { get; init; } = "";

    /// <summary>What is wrong with the rule, each naming its key.</summary>
    public IEnumerable<ValidationResult> Validate(string key)
    {
        if (Match.Length == 0 || BrokenMatch() is not null)
        {
            yield return new ValidationResult($"{key}:Match \"{Match}\" is no regular expression for a metric name, such as node_.*: {BrokenMatch() ?? "it is empty"}");
        }

        foreach (var (name, text, isOptional) in new[] { (nameof(Keep), Keep, false), (nameof(KeepMinutes), KeepMinutes, true), (nameof(KeepHours), KeepHours, true) })
        {
            if (!(isOptional && text.Length == 0) && (!DurationText.TryParse(text, out var milliseconds) || milliseconds <= 0))
            {
                yield return new ValidationResult($"{key}:{name} \"{text}\" is no duration above zero, such as 14d");
            }
        }
    }

    private string? BrokenMatch()
    {
        try
        {
            LabelMatcher.Create(MatchKind.Regex, TimeSeries.LabelSet.MetricName, Match);
            return null;
        }
        catch (ArgumentException broken)
        {
            return broken.Message;
        }
    }
}
