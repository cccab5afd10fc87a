using System.Text.Json;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class RuleDraftTests
{
    [Fact]
    [Trait("feature", "S2-104")]
    public void Makes_an_alert_of_a_metric_and_a_threshold()
    {
        var file = Read("""{"name":"Queue \"long\"","metric":"queue_length{q=\"a\"}","threshold":-1.5,"comparison":"<","for":"30s","severity":"critical","recommendation":"Look: {here}"}""");

        Assert.Empty(file.Errors);
        var rule = Assert.IsType<AlertRule>(Assert.Single(Assert.Single(file.Groups).Rules));
        Assert.Equal(("Queue \"long\"", "(queue_length{q=\"a\"}) < -1.5", TimeSpan.FromSeconds(30)), (rule.Name, rule.Expression.Text, rule.For));
        Assert.Equal(new RuleThreshold("<", -1.5), rule.Expression.Threshold);
        Assert.Equal("severity=critical", string.Join(',', rule.Labels.Select(label => $"{label.Name}={label.Template.Source}")));
        Assert.Equal(["Queue \"long\": {{ $value }}", "Look: {here}"], rule.Annotations.Select(text => text.Template.Source));
    }

    [Fact]
    public void Takes_every_field_of_a_rule_file()
    {
        var file = Read("""{"group":"shop","interval":"10s","limit":7,"rule":{"alert":"Slow","expr":"x > 2","keep_firing_for":"1m","annotations":{"summary":"é \\ {{ $value }}"},"x-perfmonitor":{"recovery_threshold":1.5}}}""");

        Assert.Empty(file.Errors);
        var group = Assert.Single(file.Groups);
        Assert.Equal(("shop", TimeSpan.FromSeconds(10), 7), (group.Name, group.Interval, group.Limit));
        var rule = Assert.IsType<AlertRule>(Assert.Single(group.Rules));
        Assert.Equal(("x > (1.5)", "é \\ {{ $value }}"), (rule.KeepFiringWhile!.Text, rule.Annotations[0].Template.Source));
    }

    [Theory]
    [InlineData("""{"name":"A","anomaly":{"watch":"cpu"}}""", """anomaly_probability{watch="cpu"} >= 0.8""")]
    [InlineData("""{"name":"A","absent":{"query":"up","for":"2m"}}""", "absent_over_time(up[2m])")]
    [InlineData("""{"name":"A","burnRate":{"objective":"shop"}}""", """slo_burning{slo="shop", severity="page"} == 1""")]
    public void Takes_a_kind_in_place_of_metric_and_threshold(string json, string expression)
    {
        var file = Read(json);

        Assert.Empty(file.Errors);
        Assert.Equal(expression, Assert.Single(Assert.Single(file.Groups).Rules).Expression.Text);
    }

    [Theory]
    [InlineData("{}", "a rule needs 'name', 'metric' (a metric or a PromQL expression) and 'threshold' (a number); or 'name' and one of 'anomaly', 'forecast', 'absent' and 'burnRate'; or 'rule', with the fields of a rule file")]
    [InlineData("""{"name":"A","metric":"x","anomaly":{"watch":"cpu"}}""", "a rule with 'anomaly', 'forecast', 'absent' or 'burnRate' needs 'name', and no 'metric', 'comparison' or 'threshold'")]
    [InlineData("""{"name":"A","absent":{"query":"sum(x)"},"for":"1m"}""", "'query' of 'absent' must be a plain selector, such as 'up{job=\"shop\"}'; for anything else say 'expr: absent(…)'")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"comparison":"=>"}""", "'comparison' is '=>'; it must be >, >=, <, <=, == or !=")]
    [InlineData("""{"name":"A","rule":{"alert":"A","expr":"x"}}""", "give either 'rule', with the fields of a rule file, or 'name', 'metric' and 'threshold'")]
    [InlineData("""{"name":"A","metric":"x) or vector(","threshold":1,"for":"soon"}""", "'for' must be a duration like 30s, 5m, 1h30m or 2d, not 'soon'")]
    [InlineData("""{"rule":{"alert":"A"}}""", "a rule needs the field 'expr'")]
    public void Refuses_what_is_no_rule(string json, string error) => Assert.Contains(error, Read(json).Errors.Select(one => one.Message));

    [Fact]
    [Trait("feature", "S2-104")]
    public void Takes_when_an_alert_recovers_and_where_it_is_written_down_what_to_do()
    {
        var file = Read("""{"name":"A","metric":"queue_length","threshold":100,"recoveryThreshold":80,"runbookUrl":"https://wiki/{{ $labels.job }}"}""");

        Assert.Empty(file.Errors);
        var rule = Assert.IsType<AlertRule>(Assert.Single(Assert.Single(file.Groups).Rules));
        Assert.Equal("(queue_length) > (80)", rule.KeepFiringWhile!.Text);
        Assert.Equal("https://wiki/{{ $labels.job }}", rule.Annotations.Single(text => text.Name == "runbook_url").Template.Source);
    }

    [Fact]
    public void Takes_labels_and_what_an_alert_may_have_more_in_the_short_form()
    {
        var file = Read("""
            {"name":"A","metric":"queue_length","threshold":100,"for":"1m","severity":"critical","keepFiringFor":"2m","keepFiringWhile":"queue_length > 70","labels":{"team":"shop","a b":"{{ $value }}"},
             "flapping":{"starts":4,"within":"30m"},"approaching":{"threshold":80,"severity":"warning"},"noData":{"for":"5m"},"error":{}}
            """);

        Assert.Empty(file.Errors);
        var rules = file.Groups[0].Rules.Cast<AlertRule>().ToList();
        Assert.Equal((new AlertTiming(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), new FlapLimit(4, TimeSpan.FromMinutes(30))), "queue_length > 70"), (rules[0].Timing, rules[0].KeepFiringWhile!.Text));
        Assert.Equal(
            [
                "(queue_length) > 100|00:01:00|team=shop,a b={{ $value }},severity=critical",
                "(queue_length) > (80)|00:01:00|team=shop,a b={{ $value }},severity=warning,rule_state=approaching",
                "absent((queue_length))|00:05:00|team=shop,a b={{ $value }},severity=critical,rule_state=no_data",
                "(queue_length) > 100|00:01:00|team=shop,a b={{ $value }},severity=warning,rule_state=error",
            ],
            rules.Select(static rule => $"{rule.Expression.Text}|{rule.For}|{string.Join(',', rule.Labels.Select(static label => $"{label.Name}={label.Template.Source}"))}"));
    }

    [Fact]
    public void Makes_a_recording_rule_of_a_name_and_an_expression()
    {
        var file = Read("""{"record":"job:x:rate5m","metric":"sum by (job) (rate(x[5m]))","labels":{"team":"shop"}}""");

        Assert.Empty(file.Errors);
        var rule = Assert.IsType<RecordingRule>(Assert.Single(file.Groups[0].Rules));
        Assert.Equal(("job:x:rate5m", "sum by (job) (rate(x[5m]))", "team=shop"), (rule.Name, rule.Expression.Text, string.Join(',', rule.Labels.Select(static label => $"{label.Name}={label.Value}"))));
    }

    [Fact]
    public void Lets_an_anomaly_recover_once_it_is_less_probable()
    {
        var file = Read("""{"name":"A","anomaly":{"watch":"cpu","probability":0.9},"recoveryThreshold":0.5}""");

        Assert.Empty(file.Errors);
        Assert.Equal("""anomaly_probability{watch="cpu"} >= (0.5)""", Assert.IsType<AlertRule>(Assert.Single(Assert.Single(file.Groups).Rules)).KeepFiringWhile!.Text);
    }

    [Theory]
    [InlineData("""{"name":"A","metric":"sum(","threshold":1,"for":"soon"}""", "for metric")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"comparison":"=>"}""", "comparison")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"recoveryThreshold":2}""", "recoveryThreshold")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"comparison":"==","recoveryThreshold":0}""", "recoveryThreshold")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"runbookUrl":"wiki/a"}""", "runbookUrl")]
    [InlineData("""{"name":"A","absent":{"query":"up"},"runbookUrl":"javascript:1"}""", "runbookUrl")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"summary":"{{ .x ","interval":"often"}""", "interval summary")]
    [InlineData("""{"name":"A","absent":{"query":"sum(x)"}}""", "absent.query")]
    [InlineData("""{"name":"A","anomaly":{"query":"x","probability":2}}""", "anomaly.probability")]
    [InlineData("""{"name":"A","forecast":{"query":"x","within":"6h"}}""", "forecast")]
    [InlineData("""{"name":"A","forecast":{"query":"x","threshold":1,"within":"6h","colour":1}}""", "forecast.colour")]
    [InlineData("""{"name":"A","burnRate":{"objective":"shop","severity":"soon"}}""", "burnRate.severity")]
    [InlineData("""{"rule":{"alert":"A","labels":{"__name__":"x"}}}""", "rule.expr rule.labels.__name__")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"keepFiringFor":"soon","labels":{"__name__":"y"}}""", "keepFiringFor labels.__name__")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"labels":{"severity":"info"}}""", "labels.severity")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"keepFiringWhile":"sum("}""", "keepFiringWhile")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"flapping":{"starts":1,"within":"1m"}}""", "flapping")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"flapping":{"starts":2,"within":"long"}}""", "flapping flapping.within")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"approaching":{"threshold":2}}""", "approaching.threshold")]
    [InlineData("""{"name":"A","metric":"x","threshold":1,"noData":{"for":"soon"},"error":{"for":"late"}}""", "error.for noData.for")]
    [InlineData("""{"name":"A","absent":{"query":"x"},"noData":{}}""", "noData")]
    [InlineData("""{"record":"a:b","metric":"sum("}""", "metric")]
    [InlineData("""{"record":"a:b","metric":"x","for":"1m"}""", "")]
    [InlineData("{}", "")]
    public void Names_the_field_that_is_wrong(string json, string fields) =>
        Assert.Equal(fields, string.Join(' ', Read(json).Errors.Select(static error => error.Path).Distinct().Order(StringComparer.Ordinal)));

    private static RuleFile Read(string json) => JsonSerializer.Deserialize<RuleDraft>(json, JsonSerializerOptions.Web)!.Read("api/1");
}
