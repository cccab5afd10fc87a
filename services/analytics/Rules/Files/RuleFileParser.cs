using System.Text;
using PerfMonitor.TimeSeries;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Reads rule files in Prometheus' format. Input looks like
/// <code>
/// groups:
///   - name: host
///     rules:
///       - alert: HighCpu
///         expr: host_cpu_utilization_ratio > 0.9
///         for: 1m
///         labels: { severity: warning }
///         annotations: { summary: "CPU of {{ $labels.instance }} at {{ $value | humanizePercentage }}" }
/// </code>
/// All errors of a file are gathered, each with its line; a file with any error has no groups.
/// </summary>
internal static class RuleFileParser
{
    /// <summary>Most characters of a file; more is refused unread.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>How the error begins of a file that could not be read by a fault of ours.</summary>
    public const string Defect = "internal error, please report it: ";

    private const int MaxKeyLength = 400;

    public static RuleFile Parse(string file, string yaml) => Defended(file, () => Read(file, yaml));

    /// <summary>A defect that one file brings to light is an error of that file: the others stay in force, and the process goes on.</summary>
    internal static RuleFile Defended(string file, Func<RuleFile> read)
    {
        try
        {
            return read();
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            return new RuleFile([], [new RuleFileError(file, 1, 1, $"{Defect}{defect.GetType().Name}: {defect.Message}")]);
        }
    }

    private static RuleFile Read(string file, string yaml)
    {
        var errors = new List<RuleFileError>();
        var groups = new List<RuleGroup>();
        if (yaml.Length > MaxLength)
        {
            errors.Add(new RuleFileError(file, 1, 1, $"the file has {yaml.Length} characters; {MaxLength} is the most"));
        }
        else if (Load(file, yaml, errors) is { } root)
        {
            var top = new YamlFields("a rule file", file, "", root, errors, "groups");
            groups.AddRange(top.List("groups").Select((node, index) => Group(file, $"groups[{index}]", node, errors)));
            RefuseDuplicates(file, groups, top, errors);
        }

        return errors.Count > 0 ? new RuleFile([], errors) : new RuleFile(groups, []);
    }

    private static YamlNode? Load(string file, string yaml, List<RuleFileError> errors)
    {
        var guard = new YamlGuard(new Parser(new StringReader(yaml)));
        try
        {
            var stream = new YamlStream();
            stream.Load(guard);
            switch (stream.Documents)
            {
                case []:
                    return null;
                case [var document]:
                    return document.RootNode is YamlScalarNode { Value: null or "" } ? null : document.RootNode;
                case [_, var second, ..]:
                    errors.Add(new RuleFileError(file, (int)second.RootNode.Start.Line, 1, "a rule file holds one document; '---' begins another"));
                    return null;
            }
        }
        catch (YamlRefusedException refused)
        {
            errors.Add(new RuleFileError(file, (int)refused.Start.Line, (int)refused.Start.Column, refused.Message));
        }
        catch (YamlException broken)
        {
            errors.Add(new RuleFileError(file, (int)broken.Start.Line, (int)broken.Start.Column, $"this is no YAML: {broken.Message}"));
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner (16.3) meets some texts unprepared, such as a brace that is left open; what it read last is near.
            var near = guard.Current?.End ?? Mark.Empty;
            errors.Add(new RuleFileError(file, (int)near.Line, (int)near.Column, "this is no YAML: what stands here or behind it is not closed, or begins nothing"));
        }

        return null;
    }

    private static RuleGroup Group(string file, string path, YamlNode node, List<RuleFileError> errors)
    {
        var fields = new YamlFields("a group", file, path, node, errors, "name", "interval", "limit", "query_offset", "labels", "rules");
        var name = fields.Required("name");
        var shared = fields.Texts("labels");
        var keys = new Dictionary<string, int>();
        return new RuleGroup
        {
            File = file,
            Name = name,

            // As in Prometheus 0 is as good as none.
            Interval = fields.Duration("interval") is { Ticks: > 0 } interval ? interval : null,
            QueryOffset = fields.Duration("query_offset") ?? TimeSpan.Zero,
            Limit = fields.Number("limit"),
            Rules = [.. fields.List("rules").SelectMany((rule, index) => Rule(file, name, $"{path}.rules[{index}]", rule, shared, keys, errors))],
        };
    }

    /// <summary>A rule, and behind it those that its extensions make.</summary>
    private static IReadOnlyList<Rule> Rule(string file, string group, string path, YamlNode node, IReadOnlyList<(string Name, string Value, YamlNode Node)> shared, Dictionary<string, int> keys, List<RuleFileError> errors)
    {
        var fields = new YamlFields("a rule", file, path, node, errors, "alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations", AlertExtensions.Key);
        var labels = WithShared(shared, fields.Texts("labels"));
        switch (fields.Has("alert"), fields.Has("record"))
        {
            case (true, false):
                // Prometheus lets the rule's name take its place, so files may have it.
                labels = [.. labels.Where(static label => label.Name != "alertname")];
                var extensions = AlertExtensions.Read(fields);
                return [.. Alerts(fields, extensions, Key(file, group, fields.Required("alert"), labels, keys), labels).SelectMany(alert => AlertExtensions.Apply(extensions, alert))];
            case (false, true):
                return Recording(fields, Key(file, group, fields.Required("record"), labels, keys), labels) is { } recording ? [recording] : [];
            default:
                fields.Fail(node, fields.Has("alert") ? "a rule is either an 'alert' or a 'record', not both" : "a rule needs the field 'alert' or 'record'");
                return [];
        }
    }

    /// <summary>The alert, and behind it the same alert at its lower levels.</summary>
    private static IReadOnlyList<AlertRule> Alerts(YamlFields fields, YamlFields? extensions, string key, IReadOnlyList<(string Name, string Value, YamlNode Node)> labels)
    {
        var condition = AlertKinds.Read(fields, extensions);
        var rule = new
        {
            For = fields.Duration("for") ?? TimeSpan.Zero,
            KeepFiringFor = fields.Duration("keep_firing_for") ?? TimeSpan.Zero,
            Labels = Templates(fields, "label", labels),
            Annotations = Templates(fields, "annotation", fields.Texts("annotations")),
        };
        if (condition is null)
        {
            return [];
        }

        var alert = new AlertRule
        {
            Name = fields.Required("alert"),
            Kind = condition.Kind,
            Expression = condition.Expression,
            Source = condition.Source,
            About = condition.About,
            Key = key,
            Line = fields.Line,
            For = rule.For,
            KeepFiringFor = rule.KeepFiringFor,
            Labels = rule.Labels,
            Annotations = rule.Annotations,
        };
        return condition.Severity is { } severity
            ? [DerivedAlert.AtLevel(alert, severity, alert.Key), .. condition.Levels!.Select(level => DerivedAlert.AtLevel(alert with { Expression = level.Expression }, level.Severity, $"{key};{level.Severity}"))]
            : [alert];
    }

    private static RecordingRule? Recording(YamlFields fields, string key, IReadOnlyList<(string Name, string Value, YamlNode Node)> labels)
    {
        foreach (var field in (string[])["for", "keep_firing_for", "annotations", AlertExtensions.Key])
        {
            if (fields.Node(field) is { } misplaced)
            {
                fields.Fail(misplaced, $"'{field}' belongs to alerts; a recording rule has 'record', 'expr' and 'labels'");
            }
        }

        var name = fields.Required("record");
        foreach (var (label, _, node) in labels.Where(label => !IsLabelName(label.Name)))
        {
            fields.Fail(node, NoName("label", label));
        }

        return Expression(fields) is { } expression
            ? new RecordingRule { Name = name, Expression = expression, Key = key, Line = fields.Line, Labels = [.. labels.Select(label => new Label(label.Name, label.Value))] }
            : null;
    }

    private static RuleExpression? Expression(YamlFields fields)
    {
        var text = fields.Required("expr");
        return text.Length == 0 ? null : fields.Expression("expr");
    }

    private static List<TemplatedText> Templates(YamlFields fields, string what, IReadOnlyList<(string Name, string Value, YamlNode Node)> texts)
    {
        var templates = new List<TemplatedText>();
        foreach (var (name, value, node) in texts)
        {
            if (!IsLabelName(name))
            {
                fields.Fail(node, NoName(what, name));
                continue;
            }

            if (fields.Template(node, what, name, value) is { } template)
            {
                templates.Add(template);
            }
        }

        return templates;
    }

    private static IReadOnlyList<(string Name, string Value, YamlNode Node)> WithShared(
        IReadOnlyList<(string Name, string Value, YamlNode Node)> shared, IReadOnlyList<(string Name, string Value, YamlNode Node)> own) =>
        [.. shared.Where(label => own.All(one => one.Name != label.Name)), .. own];

    private static string Key(string file, string group, string name, IReadOnlyList<(string Name, string Value, YamlNode Node)> labels, Dictionary<string, int> keys)
    {
        var key = $"{file};{group};{name};{string.Join(',', labels.OrderBy(static label => label.Name, StringComparer.Ordinal).Select(static label => $"{label.Name}={label.Value}"))}";
        if (key.Length > MaxKeyLength)
        {
            // PostgreSQL's index takes no longer ones.
            key = $"{key[..MaxKeyLength]}…{XxHash64.Hash(Encoding.UTF8.GetBytes(key)):x16}";
        }

        var number = keys[key] = keys.GetValueOrDefault(key) + 1;
        return number == 1 ? key : $"{key};{number}";
    }

    private static void RefuseDuplicates(string file, List<RuleGroup> groups, YamlFields top, List<RuleFileError> errors)
    {
        var nodes = top.List("groups");
        foreach (var repeated in groups.Index().Where(group => group.Item.Name.Length > 0).GroupBy(group => group.Item.Name).SelectMany(same => same.Skip(1)))
        {
            var at = nodes[repeated.Index].Start;
            errors.Add(new RuleFileError(file, (int)at.Line, (int)at.Column, $"the group name '{repeated.Item.Name}' is used twice"));
        }
    }

    // Any text is a name since Prometheus 3.
    private static bool IsLabelName(string name) => name.Length > 0 && name != LabelSet.MetricName;

    private static string NoName(string what, string name) => $"'{name}' is no {what} name: it must not be empty, and not __name__";
}
