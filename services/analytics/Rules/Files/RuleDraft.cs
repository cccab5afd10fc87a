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

        var group = new JsonObject { ["name"] = Group is { Length: > 0 } name ? name : "api", ["rules"] = new JsonArray(Rule?.DeepClone() ?? Plain()) };
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

    private Dictionary<string, JsonObject> Kinds => new Dictionary<string, JsonObject?> { ["anomaly"] = Anomaly, ["forecast"] = Forecast, ["absent"] = Absent, ["burn_rate"] = BurnRate }
        .Where(static kind => kind.Value is not null)
        .ToDictionary(static kind => kind.Key, static kind => kind.Value!);

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
            "annotations.runbook_url" => "runbookUrl",
            $"{Extension}recovery_threshold" => "recoveryThreshold",
            _ when field.StartsWith("annotations.", StringComparison.Ordinal) => field["annotations.".Length..],
            _ when field.StartsWith(Extension, StringComparison.Ordinal) => field[Extension.Length..].Replace("burn_rate", "burnRate", StringComparison.Ordinal),
            _ => field,
        };
    }

    private (string Field, string Reason)? Refuse()
    {
        if (Rule is not null)
        {
            return Name is null && Metric is null && Threshold is null && Kinds.Count == 0 ? null : ("", "give either 'rule', with the fields of a rule file, or 'name', 'metric' and 'threshold'");
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

    // Receivers lead nobody to anything else.
    private (string Field, string Reason)? RefuseRunbook() =>
        RunbookUrl is { Length: > 0 } address && !address.StartsWith("https://", StringComparison.Ordinal) && !address.StartsWith("http://", StringComparison.Ordinal)
            ? ("runbookUrl", $"'runbookUrl' is '{address}'; it must be an address that begins with https:// or http://")
            : null;

    private JsonObject Plain()
    {
        var rule = new JsonObject
        {
            ["alert"] = Name,
            ["labels"] = new JsonObject { ["severity"] = Severity ?? "warning" },
            ["annotations"] = new JsonObject { ["summary"] = Summary ?? $"{Name}: {{{{ $value }}}}" },
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

        if (extensions.Count > 0)
        {
            rule[AlertExtensions.Key] = extensions;
        }

        if (For is { Length: > 0 } duration)
        {
            rule["for"] = duration;
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
