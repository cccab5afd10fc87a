using Microsoft.Extensions.Options;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>How long a series' samples and roll-ups are kept.</summary>
internal readonly record struct Retention(TimeSpan Samples, TimeSpan Minutes, TimeSpan Hours)
{
    /// <summary>As long as anything of a series is kept, the catalogue knows it.</summary>
    public TimeSpan Longest => Max(Samples, Max(Minutes, Hours));

    /// <summary>How long rows of a table are kept.</summary>
    public TimeSpan Of(PartitionedTable table) =>
        table == PartitionedTable.Chunks ? Samples : table == PartitionedTable.Minutes ? Minutes : Hours;

    public static Retention Max(Retention a, Retention b) => new(Max(a.Samples, b.Samples), Max(a.Minutes, b.Minutes), Max(a.Hours, b.Hours));

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

/// <summary>The retention of every metric, by the rules of the configuration.</summary>
internal sealed class RetentionPolicy
{
    private readonly List<(LabelMatcher Match, Retention Keep)> _rules;
    private readonly Retention _default;

    public RetentionPolicy(IOptions<HistoryOptions> options)
    {
        _default = new Retention(options.Value.Kept, TimeSpan.FromDays(options.Value.MinuteRollupDays), TimeSpan.FromDays(options.Value.HourRollupDays));
        _rules = [.. options.Value.Retention.Select(rule => (LabelMatcher.Create(MatchKind.Regex, LabelSet.MetricName, rule.Match), Keep(rule)))];
        Longest = _rules.Aggregate(_default, static (longest, rule) => Retention.Max(longest, rule.Keep));
        ShortestSamples = _rules.Select(static rule => rule.Keep.Samples).Append(_default.Samples).Min();
    }

    /// <summary>The longest time each is kept for any series: a partition older than that is dropped whole.</summary>
    public Retention Longest { get; }

    /// <summary>Younger samples are kept whatever series they belong to.</summary>
    public TimeSpan ShortestSamples { get; }

    /// <summary>The retention of a metric.</summary>
    public Retention Of(string metric)
    {
        foreach (var (match, keep) in _rules)
        {
            if (match.Matches(metric))
            {
                return keep;
            }
        }

        return _default;
    }

    private Retention Keep(RetentionRule rule) => new(
        Duration(rule.Keep, _default.Samples), Duration(rule.KeepMinutes, _default.Minutes), Duration(rule.KeepHours, _default.Hours));

    private static TimeSpan Duration(string text, TimeSpan otherwise) =>
        text.Length > 0 && DurationText.TryParse(text, out var milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) : otherwise;
}
