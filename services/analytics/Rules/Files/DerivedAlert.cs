namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// The rules that an alert's extensions make. They carry the alert's name and labels and one label more, <c>rule_state</c>, which
/// routes and silences can match on.
/// </summary>
internal static class DerivedAlert
{
    /// <summary>The label that tells such an alert from the alert itself.</summary>
    public const string StateLabel = "rule_state";

    private const string ApproachingState = "approaching";

    /// <summary>Whether a rule is the pre-warning of an alert.</summary>
    public static bool IsApproaching(AlertRule rule, AlertRule alert) => rule.Key == KeyOf(alert, ApproachingState);

    /// <summary>The state that an alert of such a rule tells of; null for an alert of the rule itself.</summary>
    public static string? StateOf(IReadOnlyDictionary<string, string> labels) => labels.GetValueOrDefault(StateLabel);

    /// <summary>The pre-warning: the value is on its way to the threshold.</summary>
    public static AlertRule Approaching(YamlFields fields, AlertRule alert, RuleExpression expression) => Derive(
        fields,
        alert,
        ApproachingState,
        expression,
        fields.Text("severity") ?? "info",
        [.. alert.Annotations.Select(text => text.Name == "summary" ? Annotation(fields, text.Name, $"Approaching its threshold: {text.Template.Source}") : text)]);

    /// <summary>What the alert reads is not there, so nobody knows whether it should fire; null where its absence is no expression.</summary>
    public static AlertRule? NoData(YamlFields fields, AlertRule alert, RuleExpression subject) => fields.Expression("expr", $"absent({subject.Printed})") is not { } absent ? null : Derive(
        fields,
        alert,
        "no_data",
        absent,
        fields.Text("severity"),
        [
            Annotation(fields, "summary", $"{AlertTemplate.Literal(alert.Name)} has no data"),
            Annotation(fields, "description", $"The rule {AlertTemplate.Literal(alert.Name)} reads {AlertTemplate.Literal(subject.Text)}, of which there are no samples; it cannot fire, whatever happens."),
            Annotation(fields, "recommendation", "See whether the source still runs and sends; the page of its last samples tells since when it does not."),
            .. alert.Annotations.Where(static text => text.Name == "runbook_url"),
        ]);

    /// <summary>The alert's evaluation fails, so nobody knows whether it should fire.</summary>
    public static AlertRule Error(YamlFields fields, AlertRule alert) => Derive(
        fields,
        alert,
        "error",
        alert.Expression,
        fields.Text("severity") ?? "warning",
        [
            Annotation(fields, "summary", $"{AlertTemplate.Literal(alert.Name)} cannot be evaluated"),
            Annotation(fields, "description", $"The evaluation of the rule {AlertTemplate.Literal(alert.Name)} fails; it cannot fire, whatever happens. /api/v1/rules shows the reason as lastError."),
            Annotation(fields, "recommendation", "Ask the expression by hand on the query page and mend it, or the store it reads from."),
            .. alert.Annotations.Where(static text => text.Name == "runbook_url"),
        ]) with
    { FailureOf = alert.Key };

    /// <summary>The alert with a severity of its own, in place of what its labels say.</summary>
    public static AlertRule AtLevel(AlertRule alert, string severity, string key) =>
        alert with { Key = key, Labels = [.. alert.Labels.Where(static label => label.Name != "severity"), Fixed("severity", severity)] };

    // What is no template is among the file's errors, and the file refused for it.
    private static AlertRule Derive(YamlFields fields, AlertRule alert, string state, RuleExpression expression, string? severity, IEnumerable<TemplatedText?> annotations) => new()
    {
        Name = alert.Name,
        Expression = expression,
        Key = KeyOf(alert, state),
        Line = alert.Line,
        For = fields.Duration("for") ?? alert.For,
        Labels = [.. Labels(fields, alert, severity), Fixed(StateLabel, state)],
        Annotations = [.. annotations.OfType<TemplatedText>()],
    };

    private static IEnumerable<TemplatedText> Labels(YamlFields fields, AlertRule alert, string? severity) => severity is null
        ? alert.Labels
        : [.. alert.Labels.Where(static label => label.Name != "severity"), .. fields.Template("severity", "label", "severity", severity) is { } own ? (TemplatedText[])[own] : []];

    private static string KeyOf(AlertRule alert, string state) => $"{alert.Key};{state}";

    private static TemplatedText? Annotation(YamlFields fields, string name, string text) => fields.Template(name, "annotation", name, text);

    // A word of ours.
    private static TemplatedText Fixed(string name, string word) => new(name, AlertTemplate.Parse(name, word).Value!);
}
