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
    public static AlertRule Approaching(AlertRule alert, RuleExpression expression, TimeSpan forDuration, string severity) =>
        Derive(alert, ApproachingState, expression, forDuration, severity, [.. alert.Annotations.Select(static text => text.Name == "summary" ? Text(text.Name, $"Approaching its threshold: {text.Template.Source}") : text)]);

    /// <summary>What the alert reads is not there, so nobody knows whether it should fire.</summary>
    public static AlertRule NoData(AlertRule alert, RuleExpression subject, TimeSpan forDuration, string? severity) => Derive(
        alert,
        "no_data",
        RuleExpression.Parse($"absent({subject.Text})"),
        forDuration,
        severity,
        [
            Text("summary", $"{alert.Name} has no data"),
            Text("description", $"The rule {alert.Name} reads {Escaped(subject.Text)}, of which there are no samples; it cannot fire, whatever happens."),
            Text("recommendation", "See whether the source still runs and sends; the page of its last samples tells since when it does not."),
            .. alert.Annotations.Where(static text => text.Name == "runbook_url"),
        ]);

    /// <summary>The alert's evaluation fails, so nobody knows whether it should fire.</summary>
    public static AlertRule Error(AlertRule alert, TimeSpan forDuration, string severity) => Derive(
        alert,
        "error",
        alert.Expression,
        forDuration,
        severity,
        [
            Text("summary", $"{alert.Name} cannot be evaluated"),
            Text("description", $"The evaluation of the rule {alert.Name} fails; it cannot fire, whatever happens. /api/v1/rules shows the reason as lastError."),
            Text("recommendation", "Ask the expression by hand on the query page and mend it, or the store it reads from."),
            .. alert.Annotations.Where(static text => text.Name == "runbook_url"),
        ]) with
    { FailureOf = alert.Key };

    /// <summary>The alert with a severity of its own, in place of what its labels say.</summary>
    public static AlertRule AtLevel(AlertRule alert, string severity, string key) =>
        alert with { Key = key, Labels = [.. alert.Labels.Where(static label => label.Name != "severity"), Text("severity", severity)] };

    private static AlertRule Derive(AlertRule alert, string state, RuleExpression expression, TimeSpan forDuration, string? severity, IReadOnlyList<TemplatedText> annotations) => new()
    {
        Name = alert.Name,
        Expression = expression,
        Key = KeyOf(alert, state),
        Line = alert.Line,
        For = forDuration,
        Labels = [.. alert.Labels.Where(label => severity is null || label.Name != "severity"), .. severity is null ? [] : (TemplatedText[])[Text("severity", severity)], Text(StateLabel, state)],
        Annotations = annotations,
    };

    private static string KeyOf(AlertRule alert, string state) => $"{alert.Key};{state}";

    private static TemplatedText Text(string name, string template) => new(name, AlertTemplate.Parse(name, template).Value ?? throw new InvalidOperationException($"The text '{template}' is no template."));

    // Braces that stand together would begin a placeholder.
    private static string Escaped(string expression) => expression.Replace("{{", "{ {", StringComparison.Ordinal);
}
