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
    [InlineData("{}", "")]
    public void Names_the_field_that_is_wrong(string json, string fields) =>
        Assert.Equal(fields, string.Join(' ', Read(json).Errors.Select(static error => error.Path).Distinct().Order(StringComparer.Ordinal)));

    private static RuleFile Read(string json) => JsonSerializer.Deserialize<RuleDraft>(json, JsonSerializerOptions.Web)!.Read("api/1");
}
