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

    /// <summary>The draft read as a rule file of the given name.</summary>
    public RuleFile Read(string file)
    {
        if (Refuse() is { } reason)
        {
            return new RuleFile([], [new RuleFileError(file, 1, 1, reason)]);
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
        return RuleFileParser.Parse(file, new JsonObject { ["groups"] = new JsonArray(group) }.ToJsonString(Json));
    }

    private Dictionary<string, JsonObject> Kinds => new Dictionary<string, JsonObject?> { ["anomaly"] = Anomaly, ["forecast"] = Forecast, ["absent"] = Absent, ["burn_rate"] = BurnRate }
        .Where(static kind => kind.Value is not null)
        .ToDictionary(static kind => kind.Key, static kind => kind.Value!);

    private string? Refuse()
    {
        if (Rule is not null)
        {
            return Name is null && Metric is null && Threshold is null && Kinds.Count == 0 ? null : "give either 'rule', with the fields of a rule file, or 'name', 'metric' and 'threshold'";
        }

        if (Kinds.Count > 0)
        {
            return string.IsNullOrWhiteSpace(Name) || Metric is not null || Threshold is not null || Comparison is not null
                ? "a rule with 'anomaly', 'forecast', 'absent' or 'burnRate' needs 'name', and no 'metric', 'comparison' or 'threshold'"
                : null;
        }

        if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrWhiteSpace(Metric) || Threshold is not { } threshold || !double.IsFinite(threshold))
        {
            return "a rule needs 'name', 'metric' (a metric or a PromQL expression) and 'threshold' (a number); or 'name' and one of 'anomaly', 'forecast', 'absent' and 'burnRate'; or 'rule', with the fields of a rule file";
        }

        return Comparison is null or ">" or ">=" or "<" or "<=" or "==" or "!=" ? null : $"'comparison' is '{Comparison}'; it must be >, >=, <, <=, == or !=";
    }

    private JsonObject Plain()
    {
        var rule = new JsonObject
        {
            ["alert"] = Name,
            ["labels"] = new JsonObject { ["severity"] = Severity ?? "warning" },
            ["annotations"] = new JsonObject { ["summary"] = Summary ?? $"{Name}: {{{{ $value }}}}" },
        };
        if (Kinds is { Count: > 0 } kinds)
        {
            rule[AlertExtensions.Key] = new JsonObject(kinds.Select(static kind => KeyValuePair.Create(kind.Key, (JsonNode?)kind.Value.DeepClone())));
        }
        else
        {
            rule["expr"] = string.Create(CultureInfo.InvariantCulture, $"({Metric}) {Comparison ?? ">"} {Threshold}");
        }

        if (For is { Length: > 0 } duration)
        {
            rule["for"] = duration;
        }

        if (Recommendation is { Length: > 0 } recommendation)
        {
            rule["annotations"]!["recommendation"] = recommendation;
        }

        return rule;
    }
}
