using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL;

/// <summary>Names of labels and metrics: any text that is whole UTF-8; those outside the classic alphabet are written in quotes.</summary>
public static class LabelNames
{
    /// <summary>The label that holds the kind of a metric where its source says so; dropped together with the name.</summary>
    public const string MetricType = "__type__";

    /// <summary>The label that holds the unit of a metric where its source says so; dropped together with the name.</summary>
    public const string MetricUnit = "__unit__";

    /// <summary>Whether a text may name a label.</summary>
    public static bool IsValid(string name) => name.Length > 0 && Quoting.IsWellFormed(name);

    /// <summary>Whether a name needs no quotes as a label: letters, digits and underscores, no digit first.</summary>
    public static bool IsClassic(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>Whether a name needs no quotes as a metric: as a label's, and colons.</summary>
    public static bool IsClassicMetric(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':');

    /// <summary>The name, in quotes where it needs them.</summary>
    public static string Quote(string name) => IsClassic(name) ? name : Quoting.Quote(name);

    /// <summary>Whether a label speaks of the metric as stored, which a computed value no longer is.</summary>
    internal static bool DescribesMetric(string name) => name is LabelSet.MetricName or MetricType or MetricUnit;
}
