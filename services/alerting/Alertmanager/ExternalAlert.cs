using Microsoft.AspNetCore.WebUtilities;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>An alert as another program reports it.</summary>
internal sealed record ExternalAlert
{
    private const int MostLabels = 100;
    private const int LongestName = 1024;
    private const int LongestValue = 4096;

    public required string Fingerprint { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it is over: in the past where it is reported as resolved, otherwise when nobody reports it again.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The expression behind it, where the reporter's link names it.</summary>
    public required string Expression { get; init; }

    public string Name => Labels.GetValueOrDefault("alertname", "alert without a name");

    /// <summary>Reads a reported alert; null, with what is wrong, where it cannot be one.</summary>
    public static (ExternalAlert? Alert, string? Error) Read(PostedAlert posted, TimeSpan resolveTimeout, DateTimeOffset now)
    {
        var labels = Given(posted.Labels);
        var annotations = Given(posted.Annotations);
        if (Refuse(labels, annotations) is { } error)
        {
            return (null, error);
        }

        var (startsAt, endsAt) = Times(posted, resolveTimeout, now);
        return startsAt > endsAt
            ? (null, $"the alert {Describe(labels)} ends at {endsAt:O}, before it starts at {startsAt:O}")
            : (new ExternalAlert
            {
                Fingerprint = LabelFingerprint.Of(labels),
                Labels = labels,
                Annotations = annotations,
                StartsAt = startsAt,
                EndsAt = endsAt,
                Expression = ExpressionOf(posted.GeneratorUrl),
            }, null);
    }

    public bool IsOver(DateTimeOffset now) => EndsAt <= now;

    /// <summary>What the intake hears of it. There is no value: who reports an alert keeps it to himself.</summary>
    public AlertFired ToFired(Guid eventId) => new()
    {
        EventId = eventId,
        Fingerprint = Fingerprint,
        RuleName = Name,
        RuleGroup = "external",
        Severity = SeverityOf(Labels.GetValueOrDefault("severity")),
        Labels = Labels,
        Annotations = Annotations,
        Expression = Expression,
        Value = double.NaN,
        SampleAt = StartsAt,
        ActiveSince = StartsAt,
        FiredAt = StartsAt,
    };

    // The words other rule collections use, as for rules of our own.
    private static Severity SeverityOf(string? word) => word?.ToUpperInvariant() switch
    {
        "CRITICAL" or "PAGE" or "ERROR" or "EMERGENCY" or "FATAL" => Severity.Critical,
        "INFO" or "NONE" or "INFORMATIONAL" or "NOTICE" => Severity.Info,
        _ => Severity.Warning,
    };

    private static (DateTimeOffset StartsAt, DateTimeOffset EndsAt) Times(PostedAlert posted, TimeSpan resolveTimeout, DateTimeOffset now)
    {
        // Go's zero time stands for none.
        var starts = posted.StartsAt is { Year: > 1 } given ? given : (DateTimeOffset?)null;
        var ends = posted.EndsAt is { Year: > 1 } end ? end : (DateTimeOffset?)null;
        return (starts ?? (ends < now ? ends.Value : now), ends ?? Later(now, starts ?? now) + resolveTimeout);
    }

    private static string? Refuse(Dictionary<string, string> labels, Dictionary<string, string> annotations)
    {
        if (labels.Count == 0)
        {
            return "an alert has no label with a value; at least alertname is needed";
        }

        if (labels.Count > MostLabels || annotations.Count > MostLabels)
        {
            return $"the alert {Describe(labels)} has more than {MostLabels} labels or annotations";
        }

        // Any text is a name since Prometheus 3, such as http.route.
        if (labels.Concat(annotations).Select(label => label.Key).FirstOrDefault(name => name.Length is 0 or > LongestName) is { } wrong)
        {
            return $"the alert {Describe(labels)} has a label or annotation named '{Pipeline.Text.Cut(wrong, 100)}'; a name has 1 to {LongestName} characters";
        }

        return labels.FirstOrDefault(label => label.Value.Length > LongestValue) is { Key: { } name, Value: { } value }
            ? $"the label {name} of {Describe(labels)} has {value.Length} characters; {LongestValue} is the most"
            : null;
    }

    private static string Describe(Dictionary<string, string> labels) => $"'{Pipeline.Text.Cut(labels.GetValueOrDefault("alertname", labels.Keys.First()), 100)}'";

    // Prometheus links to its own page, with the expression in the query: …/graph?g0.expr=up+%3D%3D+0&g0.tab=1
    private static string ExpressionOf(string? generatorUrl) =>
        Uri.TryCreate(generatorUrl, UriKind.Absolute, out var url) && QueryHelpers.ParseQuery(url.Query).TryGetValue("g0.expr", out var expression) ? expression.ToString() : "";

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    // As in Alertmanager, a label without a value is no label.
    private static Dictionary<string, string> Given(IReadOnlyDictionary<string, string>? texts) => Lifecycle.Storable((texts ?? new Dictionary<string, string>()).Where(one => !string.IsNullOrEmpty(one.Value)));
}
