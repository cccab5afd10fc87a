using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class RuleFileParserTests
{
    private const string Valid = """
        groups:
          - name: host
            interval: 30s
            limit: 5
            query_offset: 1m
            labels: { team: core, severity: info }
            rules:
              - alert: HighCpu
                expr: host_cpu_utilization_ratio > 0.9
                for: 1m
                keep_firing_for: 30s
                labels:
                  severity: warning
                annotations:
                  summary: "{{ $labels.instance }} at {{ $value | humanizePercentage }}"
              - record: job:cpu:avg
                expr: avg by (job) (host_cpu_utilization_ratio)
                labels: { source: rules }
        """;

    [Fact]
    public void Reads_groups_and_both_kinds_of_rules()
    {
        var file = RuleFileParser.Parse("host.yml", Valid);

        Assert.Empty(file.Errors);
        var group = Assert.Single(file.Groups);
        Assert.Equal(("host.yml", "host", TimeSpan.FromSeconds(30), 5, TimeSpan.FromMinutes(1)), (group.File, group.Name, group.Interval, group.Limit, group.QueryOffset));
        var alert = Assert.IsType<AlertRule>(group.Rules[0]);
        Assert.Equal(("HighCpu", "host_cpu_utilization_ratio > 0.9", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30), 8), (alert.Name, alert.Expression.Text, alert.For, alert.KeepFiringFor, alert.Line));
        Assert.Equal([("team", "core"), ("severity", "warning")], alert.Labels.Select(label => (label.Name, label.Template.Source)));
        Assert.Equal("host.yml;host;HighCpu;severity=warning,team=core", alert.Key);
        var recording = Assert.IsType<RecordingRule>(group.Rules[1]);
        Assert.Equal([new Label("team", "core"), new Label("severity", "info"), new Label("source", "rules")], recording.Labels);
    }

    [Theory]
    [InlineData("expr: host_cpu_utilization_ratio > 0.9", "exp: host_cpu_utilization_ratio > 0.9", "host.yml:9:9: unknown field 'exp' in a rule; did you mean 'expr'?")]
    [InlineData("for: 1m", "fro: 1m", "host.yml:10:9: unknown field 'fro' in a rule; did you mean 'for'?")]
    [InlineData("for: 1m", "for: 1 minute", "host.yml:10:14: 'for' must be a duration like 30s, 5m, 1h30m or 2d, not '1 minute'")]
    [InlineData("for: 1m", "for: 8000y", "host.yml:10:14: 'for' is '8000y'; the longest is 10y")]
    [InlineData("query_offset: 1m", "query_offset: 3000y", "host.yml:5:19: 'query_offset' is '3000y'; the longest is 10y")]
    [InlineData("interval: 30s", "interval: 9000y", "host.yml:3:15: 'interval' is '9000y'; the longest is 10y")]
    [InlineData("keep_firing_for: 30s", "keep_firing_for: 3651d", "host.yml:11:26: 'keep_firing_for' is '3651d'; the longest is 10y")]
    [InlineData("> 0.9", "> ", "host.yml:9:15: 'expr': ")]
    [InlineData("limit: 5", "limit: many", "host.yml:4:12: 'limit' must be a whole number, not 'many'")]
    [InlineData("  - name: host", "  - title: host", "host.yml:2:5: unknown field 'title' in a group; there are: name, interval, limit, query_offset, labels, rules")]
    [InlineData("alert: HighCpu", "record: 1cpu", "host.yml:10:14: 'for' belongs to alerts; a recording rule has 'record', 'expr' and 'labels'")]
    [InlineData("severity: warning", "__name__: x", "host.yml:13:21: '__name__' is no label name: it must not be empty, and not __name__")]
    [InlineData("source: rules", "'': rules", "host.yml:18:23: '' is no label name: it must not be empty, and not __name__")]
    [InlineData("{{ $value | humanizePercentage }}", "{{ $value | percent }}", "host.yml:15:20: annotation 'summary':1:39: there is no function 'percent'; there are ")]
    [InlineData("labels: { source: rules }", "labels: none", "host.yml:18:17: 'labels' must be a mapping of names to texts, not the text 'none'")]
    public void Refuses_a_broken_file_and_names_the_place(string valid, string broken, string error)
    {
        var file = RuleFileParser.Parse("host.yml", Valid.Replace(valid, broken, StringComparison.Ordinal));

        Assert.Empty(file.Groups);
        Assert.Contains(file.Errors, found => found.ToString().StartsWith(error, StringComparison.Ordinal));
    }

    [Fact]
    public void Takes_what_prometheus_takes()
    {
        var file = RuleFileParser.Parse("a.yml", """
            groups:
              - name: g
                interval: 0s
                labels: { alertname: Group }
                rules:
                  - alert: DiskFull
                    expr: '{"disk.used", "host.name"=~".+"} > 90'
                    labels: &team { team.name: storage, alertname: Other, severity: warning }
                    annotations: &texts { grafana/dashboard: abc, summary: full }
                  - alert: DiskGone
                    expr: up == 0
                    labels: { <<: *team, severity: critical }
                    annotations:
                      <<: [ *texts ]
                      summary: gone
                  - record: disk.used:max
                    expr: max({"disk.used"})
                    labels: { host.kind: db }
            """);

        Assert.Empty(file.Errors);
        var group = Assert.Single(file.Groups);
        Assert.Null(group.Interval);
        Assert.Equal(
            ["DiskFull: team.name=storage severity=warning grafana/dashboard=abc summary=full", "DiskGone: severity=critical team.name=storage summary=gone grafana/dashboard=abc"],
            group.Rules.OfType<AlertRule>().Select(rule => $"{rule.Name}: {string.Join(' ', rule.Labels.Concat(rule.Annotations).Select(text => $"{text.Name}={text.Template.Source}"))}"));
        Assert.Equal(("disk.used:max", new Label("alertname", "Group"), new Label("host.kind", "db")), (group.Rules[2].Name, ((RecordingRule)group.Rules[2]).Labels[0], ((RecordingRule)group.Rules[2]).Labels[1]));
    }

    [Fact]
    public void Merges_a_mapping_once_however_often_it_is_named()
    {
        // Each level names the one before ten times: followed each time that would be 10^30 mappings.
        string Level(int i) => $"      - {{ alert: A{i}, expr: up == 0, labels: &l{i} {{ <<: [{string.Join(", ", Enumerable.Repeat($"*l{i - 1}", 10))}], n{i}: x }} }}";
        var file = RuleFileParser.Parse("a.yml", $"""
            groups:
              - name: g
                labels: &l0 {"{ n0: x }"}
                rules:
            {string.Join('\n', Enumerable.Range(1, 30).Select(i => $"    {Level(i)}"))}
            """);

        Assert.Empty(file.Errors);
        Assert.Equal(Enumerable.Range(0, 31).Select(static i => $"n{i}").Order(StringComparer.Ordinal), ((AlertRule)file.Groups[0].Rules[29]).Labels.Select(static label => label.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment")]
    [InlineData("groups:")]
    [InlineData("groups: []")]
    public void Takes_a_file_without_rules(string yaml)
    {
        var file = RuleFileParser.Parse("a.yml", yaml);

        Assert.Empty(file.Errors);
        Assert.Empty(file.Groups);
    }

    [Fact]
    public void Gathers_all_errors_of_a_file()
    {
        var file = RuleFileParser.Parse("a.yml", """
            groups:
              - name: g
                rules:
                  - alert: A
                    expr: 1 +
                    for: x
                  - expr: up
              - name: g
            """);

        Assert.Equal([5, 6, 7, 8], file.Errors.Select(error => error.Line).Order());
    }

    [Theory]
    [InlineData("groups: [\n  - }", "a.yml:2:3: this is no YAML: ")]
    [InlineData("a: 1\na: 2", "a.yml:2:")]
    [InlineData("groups:\n  - { name: a\n    rules:\n      - b", "a.yml:3:10: this is no YAML: ")]
    [InlineData("groups: []\n---\ngroups: []", "a.yml:3:")]
    public void Says_where_a_text_is_no_single_yaml_document(string yaml, string place) =>
        Assert.StartsWith(place, Assert.Single(RuleFileParser.Parse("a.yml", yaml).Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Refuses_a_file_that_is_too_long_unread() =>
        Assert.Equal("the file has 4194305 characters; 4194304 is the most", Assert.Single(RuleFileParser.Parse("a.yml", new string('#', RuleFileParser.MaxLength + 1)).Errors).Message);

    [Fact]
    public void Tells_equal_rules_apart_by_number()
    {
        var file = RuleFileParser.Parse("a.yml", "groups: [{name: g, rules: [{alert: A, expr: up == 0}, {alert: A, expr: up == 1}]}]");

        Assert.Equal(["a.yml;g;A;", "a.yml;g;A;;2"], file.Groups[0].Rules.Select(rule => rule.Key));
    }
}
