using System.Globalization;
using PerfMonitor.PromQL.Functions;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Functions;

/// <summary>
/// The functions of Prometheus' rule files (prometheus/template/template.go). <c>query</c>, <c>externalURL</c>, <c>pathPrefix</c>,
/// <c>tableLink</c> and <c>graphLink</c> are given with each filling-in.
/// </summary>
public static class PrometheusFunctions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        .. TextFunctions.All,
        TextFunctions.Of("title", TextFunctions.Title),
        Number("humanize", Humanize.Metric),
        Number("humanize1024", Humanize.Metric1024),
        Number("humanizeDuration", Humanize.Duration),
        Number("humanizePercentage", Humanize.Percentage),
        Number("humanizeTimestamp", Humanize.Timestamp),
        new("toTime", 1, 1, static call => Moment(call.Number(0))),
        new("parseDuration", 1, 1, static call => ParseDuration(call.Text(0))),
        TextFunctions.Of("stripPort", HostName.WithoutPort),
        TextFunctions.Of("stripDomain", HostName.WithoutDomain),
        new("args", 0, int.MaxValue, static call => call.Arguments.Index().ToDictionary(static one => string.Create(CultureInfo.InvariantCulture, $"arg{one.Index}"), static one => one.Item)),
        new("tmpl", 2, 2, static call => call.Expand(call.Text(0), call[1])),
        TemplateFunction.Given("query", 1, 1),
        new("first", 1, 1, static call => call.List(0) is [var first, ..] ? first : throw new TemplateException("the query has no result to take the first of")),
        new("value", 1, 1, static call => Of(call[0], "Value")),
        new("label", 2, 2, static call => Labels(call[1]).GetValueOrDefault(call.Text(0), "")),
        new("strvalue", 1, 1, static call => Labels(call[0]).GetValueOrDefault("__value__", "")),
        new("sortByLabel", 2, 2, static call => Sorted(call.Text(0), call.List(1))),
        TemplateFunction.Given("externalURL", 0, 0),
        TemplateFunction.Given("pathPrefix", 0, 0),
        TemplateFunction.Given("tableLink", 1, 1),
        TemplateFunction.Given("graphLink", 1, 1),
    ];

    /// <summary>A series of a query's result, as <c>query</c> must return a list of: with <c>.Labels</c> and <c>.Value</c>.</summary>
    public static TemplateRecord Sample(IReadOnlyDictionary<string, string> labels, double value) => new(("Labels", labels), ("Value", value));

    private static TemplateFunction Number(string name, Func<double, string> apply) => new(name, 1, 1, call => apply(call.Number(0)));

    private static DateTimeOffset Moment(double seconds) => Humanize.IsMoment(seconds)
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000))
        : throw new TemplateException($"{NumberText.General(seconds)} is no time in seconds since 1970");

    private static double ParseDuration(string text) => DurationText.TryParse(text, out var milliseconds)
        ? milliseconds / 1000d
        : throw new TemplateException($"'{text}' is no duration such as 1h30m");

    private static object? Of(object? sample, string field) => sample is TemplateRecord record && record.TryGet(field, out var value)
        ? value
        : throw new TemplateException($"{GoValue.Describe(sample)} is no series of a query's result");

    private static IReadOnlyDictionary<string, string> Labels(object? sample) => (IReadOnlyDictionary<string, string>)Of(sample, "Labels")!;

    private static List<object?> Sorted(string label, IReadOnlyList<object?> samples) =>
        [.. samples.OrderBy(sample => Labels(sample).GetValueOrDefault(label, ""), Comparer<string>.Create(static (one, other) => NaturalOrder.Compare(one, other)))];
}
