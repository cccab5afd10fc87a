namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Reads what makes an alert fire: <c>expr</c>, or one of the kinds below <c>x-perfmonitor</c>.
/// <code>
/// - alert: QueueUnusual
///   x-perfmonitor:
///     anomaly: { query: queue_length, probability: 0.8, direction: above }
/// </code>
/// </summary>
internal static class AlertKinds
{
    private static readonly IReadOnlyList<(string Field, Func<YamlFields, string, AlertCondition?> Read)> Kinds =
    [
        ("anomaly", AnomalyKind.Read),
        ("forecast", ForecastKind.Read),
        ("absent", AbsentKind.Read),
        ("burn_rate", BurnRateKind.Read),
    ];

    /// <summary>The fields of the kinds.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. Kinds.Select(static kind => kind.Field)];

    /// <summary>The condition; null where there is none or it is wrong, which is then among the errors.</summary>
    /// <param name="rule">The rule's fields.</param>
    /// <param name="extensions">Those below <c>x-perfmonitor</c>; null where there are none.</param>
    public static AlertCondition? Read(YamlFields rule, YamlFields? extensions)
    {
        var given = Kinds.Where(kind => extensions?.Has(kind.Field) == true).ToList();
        if (given.Count == 0)
        {
            return rule.Required("expr").Length > 0 && rule.Expression("expr") is { } expression ? new AlertCondition(RuleKind.Expression, expression) : null;
        }

        if (given.Count > 1 || rule.Has("expr"))
        {
            extensions!.Fail(extensions.Node(given[0].Field)!, $"a rule has one condition: {string.Join(", ", given.Select(static kind => $"'{kind.Field}'"))}{(rule.Has("expr") ? " and 'expr'" : "")} are too many; keep one");
            return null;
        }

        return given[0].Read(extensions!, rule.Required("alert"));
    }
}
