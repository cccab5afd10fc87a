using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// A rule as the API takes it: either <see cref="Rule"/>, an object with the fields of a rule file, or, for who only wants an alert
/// on a metric, a few plain fields: a metric with a threshold, or one of the kinds. Both become a rule file of one rule, so that there is one reader and one set of messages.
/// </summary>
internal sealed record RuleDraft
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether the rule is evaluated. Default: yes.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The name of the group the rule is shown under. Default: <c>api</c>.</summary>
    public string? Group { get; init; }

    /// <summary>How often, such as <c>15s</c>; left out: as soon as samples arrive.</summary>
    public string? Interval { get; init; }

    public int? Limit { get; init; }

    /// <summary>The fields of a rule file: alert or record, expr, for, keep_firing_for, labels, annotations, x-perfmonitor.</summary>
    public JsonObject? Rule { get; init; }

    /// <summary>The alert's name.</summary>
    public string? Name { get; init; }

    /// <summary>In place of a name and a threshold: the name under which <see cref="Metric"/> is recorded as a series.</summary>
    public string? Record { get; init; }

    /// <summary>What is compared: a metric or any PromQL expression that gives series.</summary>
    public string? Metric { get; init; }

    /// <summary><c>&gt;</c> (the default), <c>&gt;=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>==</c> or <c>!=</c>.</summary>
    public string? Comparison { get; init; }

    public double? Threshold { get; init; }

    /// <summary>An alert that fires goes on until the value has passed this one too; of an anomaly until it is less probable.</summary>
    public double? RecoveryThreshold { get; init; }

    /// <summary>In place of metric and threshold: the fields of <c>anomaly</c> below <c>x-perfmonitor</c>.</summary>
    public JsonObject? Anomaly { get; init; }

    /// <summary>In place of metric and threshold: the fields of <c>forecast</c>.</summary>
    public JsonObject? Forecast { get; init; }

    /// <summary>In place of metric and threshold: the fields of <c>absent</c>.</summary>
    public JsonObject? Absent { get; init; }

    /// <summary>In place of metric and threshold: the fields of <c>burn_rate</c>.</summary>
    public JsonObject? BurnRate { get; init; }

    public string? For { get; init; }

    /// <summary>How long an alert goes on firing after its condition has ended.</summary>
    public string? KeepFiringFor { get; init; }

    /// <summary>Labels of the alert beside <see cref="Severity"/>, or of the recorded series: names and texts.</summary>
    public JsonObject? Labels { get; init; }

    /// <summary>The expression <c>keep_firing_while</c>, where there is no <see cref="RecoveryThreshold"/>.</summary>
    public string? KeepFiringWhile { get; init; }

    /// <summary>The fields of <c>flapping</c> below <c>x-perfmonitor</c>.</summary>
    public JsonObject? Flapping { get; init; }

    /// <summary>The fields of <c>approaching</c>.</summary>
    public JsonObject? Approaching { get; init; }

    /// <summary>The fields of <c>no_data</c>.</summary>
    public JsonObject? NoData { get; init; }

    /// <summary>The fields of <c>error</c>.</summary>
    public JsonObject? Error { get; init; }

    /// <summary><c>critical</c>, <c>warning</c> (the default) or <c>info</c>.</summary>
    public string? Severity { get; init; }

    public string? Summary { get; init; }

    public string? Recommendation { get; init; }

    /// <summary>Where what to do is written down; may hold templates.</summary>
    public string? RunbookUrl { get; init; }

    /// <summary>The draft read as a rule file of the given name.</summary>
    public RuleFile Read(string file)
    {
        if (Refuse() is var (field, reason))
        {
            return new RuleFile([], [new RuleFileError(file, 1, 1, reason) { Path = field }]);
        }

        var group = new JsonObject { ["name"] = Group is { Length: > 0 } name ? name : "api", ["rules"] = new JsonArray(Rule?.DeepClone() ?? (Record is null ? Plain() : Recording())) };
        if (Interval is { Length: > 0 } interval)
        {
            group["interval"] = interval;
        }

        if (Limit is { } limit)
        {
            group["limit"] = limit;
        }

        // JSON is YAML.
        var read = RuleFileParser.Parse(file, new JsonObject { ["groups"] = new JsonArray(group) }.ToJsonString(Json));
        return read with { Errors = [.. read.Errors.Select(error => error with { Path = FieldOf(error.Path) })] };
    }

    private Dictionary<string, JsonObject> Kinds => Given(("anomaly", Anomaly), ("forecast", Forecast), ("absent", Absent), ("burn_rate", BurnRate));

    private Dictionary<string, JsonObject> Settings => Given(("flapping", Flapping), ("approaching", Approaching), ("no_data", NoData), ("error", Error));

    private static Dictionary<string, JsonObject> Given(params ReadOnlySpan<(string Name, JsonObject? Fields)> all)
    {
        var given = new Dictionary<string, JsonObject>();
        foreach (var (name, fields) in all)
        {
            if (fields is not null)
            {
                given[name] = fields;
            }
        }

        return given;
    }

    /// <summary>The draft's own name of a field of the file that it becomes.</summary>
    private string FieldOf(string path)
    {
        const string InRule = "groups[0].rules[0]";
        if (!path.StartsWith(InRule, StringComparison.Ordinal))
        {
            return path switch { "groups[0].name" => "group", "groups[0].interval" => "interval", "groups[0].limit" => "limit", _ => "" };
        }

        var field = path[InRule.Length..].TrimStart('.');
        if (Rule is not null)
        {
            return field.Length == 0 ? "rule" : $"rule.{field}";
        }

        const string Extension = $"{AlertExtensions.Key}.";
        return field switch
        {
            "alert" => "name",
            "expr" => "metric",
            "labels.severity" => "severity",
            "keep_firing_for" => "keepFiringFor",
            "annotations.runbook_url" => "runbookUrl",
            $"{Extension}recovery_threshold" => "recoveryThreshold",
            $"{Extension}keep_firing_while" => "keepFiringWhile",
            _ when field.StartsWith("annotations.", StringComparison.Ordinal) => field["annotations.".Length..],
            _ when field.StartsWith(Extension, StringComparison.Ordinal) => field[Extension.Length..].Replace("burn_rate", "burnRate", StringComparison.Ordinal).Replace("no_data", "noData", StringComparison.Ordinal),
            _ => field,
        };
    }

    private (string Field, string Reason)? Refuse()
    {
        if (Rule is not null)
        {
            return Name is null && Metric is null && Threshold is null && Record is null && Kinds.Count == 0 ? null : ("", "give either 'rule', with the fields of a rule file, or 'name', 'metric' and 'threshold'");
        }

        if (Record is not null)
        {
            return string.IsNullOrWhiteSpace(Metric) || AlertFields.Any(static field => field is not null) || Kinds.Count + Settings.Count > 0
                ? ("", "a rule with 'record' needs 'metric' (a metric or a PromQL expression) and may have 'labels'; nothing else, for it alerts nobody")
                : null;
        }

        if (Labels?.ContainsKey("severity") == true)
        {
            return ("labels.severity", "'severity' is a field of its own; leave it out of 'labels'");
        }

        if (Kinds.Count > 0)
        {
            return string.IsNullOrWhiteSpace(Name) || Metric is not null || Threshold is not null || Comparison is not null
                ? ("", "a rule with 'anomaly', 'forecast', 'absent' or 'burnRate' needs 'name', and no 'metric', 'comparison' or 'threshold'")
                : RefuseRunbook();
        }

        if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrWhiteSpace(Metric) || Threshold is not { } threshold || !double.IsFinite(threshold))
        {
            return ("", "a rule needs 'name', 'metric' (a metric or a PromQL expression) and 'threshold' (a number); or 'name' and one of 'anomaly', 'forecast', 'absent' and 'burnRate'; or 'rule', with the fields of a rule file");
        }

        return Comparison is null or ">" or ">=" or "<" or "<=" or "==" or "!=" ? RefuseRunbook() : ("comparison", $"'comparison' is '{Comparison}'; it must be >, >=, <, <=, == or !=");
    }

    private IEnumerable<object?> AlertFields => [Name, Comparison, Threshold, RecoveryThreshold, For, KeepFiringFor, KeepFiringWhile, Severity, Summary, Recommendation, RunbookUrl];

    // Receivers lead nobody to anything else.
    private (string Field, string Reason)? RefuseRunbook() =>
        RunbookUrl is { Length: > 0 } address && !address.StartsWith("https://", StringComparison.Ordinal) && !address.StartsWith("http://", StringComparison.Ordinal)
            ? ("runbookUrl", $"'runbookUrl' is '{address}'; it must be an address that begins with https:// or http://")
            : null;

    private JsonObject Recording()
    {
        var rule = new JsonObject { ["record"] = Record, ["expr"] = Metric };
        if (Labels is not null)
        {
            rule["labels"] = Labels.DeepClone();
        }

        return rule;
    }

    private JsonObject Plain()
    {
        var labels = Labels?.DeepClone().AsObject() ?? [];
        labels["severity"] = Severity ?? "warning";
        var rule = new JsonObject
        {
            ["alert"] = Name,
            ["labels"] = labels,
            ["annotations"] = new JsonObject { ["summary"] = Summary ?? $"{AlertTemplate.Literal(Name!)}: {{{{ $value }}}}" },
        };
        var extensions = new JsonObject(Kinds.Select(static kind => KeyValuePair.Create(kind.Key, (JsonNode?)kind.Value.DeepClone())));
        if (extensions.Count == 0)
        {
            rule["expr"] = string.Create(CultureInfo.InvariantCulture, $"({Metric}) {Comparison ?? ">"} {Threshold}");
        }

        if (RecoveryThreshold is { } recovery)
        {
            extensions["recovery_threshold"] = recovery;
        }

        if (KeepFiringWhile is { Length: > 0 } weaker)
        {
            extensions["keep_firing_while"] = weaker;
        }

        foreach (var (name, fields) in Settings)
        {
            extensions[name] = fields.DeepClone();
        }

        if (extensions.Count > 0)
        {
            rule[AlertExtensions.Key] = extensions;
        }

        if (For is { Length: > 0 } duration)
        {
            rule["for"] = duration;
        }

        if (KeepFiringFor is { Length: > 0 } longer)
        {
            rule["keep_firing_for"] = longer;
        }

        if (Recommendation is { Length: > 0 } recommendation)
        {
            rule["annotations"]!["recommendation"] = recommendation;
        }

        if (RunbookUrl is { Length: > 0 } runbook)
        {
            rule["annotations"]!["runbook_url"] = runbook;
        }

        return rule;
    }
}
