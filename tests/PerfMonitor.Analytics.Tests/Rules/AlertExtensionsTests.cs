using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class AlertExtensionsTests
{
    private const string Valid = """
        groups:
          - name: host
            rules:
              - alert: HighCpu
                expr: host_cpu{job="host"} > 0.9 and on (instance) up == 1
                for: 1m
                labels: { severity: critical, team: core }
                annotations: { summary: "CPU at {{ $value }}", runbook_url: "https://wiki/cpu" }
                x-perfmonitor:
                  recovery_threshold: 0.8
                  flapping: { starts: 4, within: 30m }
                  approaching: { threshold: 0.85, for: 2m }
                  no_data: { for: 5m, severity: warning }
                  error: { for: 3m }
        """;

    [Fact]
    [Trait("feature", "S1-28")]
    public void Makes_rules_of_their_own_beside_the_alert()
    {
        var file = RuleFileParser.Parse("host.yml", Valid);

        Assert.Empty(file.Errors);
        var rules = file.Groups[0].Rules.Cast<AlertRule>().ToList();
        Assert.Equal("host_cpu{job=\"host\"} > (0.8) and on (instance) up == 1", rules[0].KeepFiringWhile!.Text);
        Assert.Equal(new AlertTiming(TimeSpan.FromMinutes(1), TimeSpan.Zero, new FlapLimit(4, TimeSpan.FromMinutes(30))), rules[0].Timing);
        Assert.Equal(
            [
                "HighCpu|host_cpu{job=\"host\"} > 0.9 and on (instance) up == 1|00:01:00|severity=critical,team=core|CPU at {{ $value }}",
                "HighCpu|host_cpu{job=\"host\"} > (0.85) and on (instance) up == 1|00:02:00|team=core,severity=info,rule_state=approaching|Approaching its threshold: CPU at {{ $value }}",
                "HighCpu|absent(host_cpu{job=\"host\"})|00:05:00|team=core,severity=warning,rule_state=no_data|HighCpu has no data",
                "HighCpu|host_cpu{job=\"host\"} > 0.9 and on (instance) up == 1|00:03:00|team=core,severity=warning,rule_state=error|HighCpu cannot be evaluated",
            ],
            rules.Select(rule => $"{rule.Name}|{rule.Expression.Text}|{rule.For}|{string.Join(',', rule.Labels.Select(label => $"{label.Name}={label.Template.Source}"))}|{rule.Annotations[0].Template.Source}"));
        Assert.Equal([null, null, null, rules[0].Key], rules.Select(rule => rule.FailureOf));
        Assert.Equal(4, rules.Select(rule => rule.Key).Distinct().Count());
        Assert.Equal(
            [
                """{"recovery_threshold":0.8,"flapping":{"starts":4,"within":"30m"},"approaching":{"threshold":0.85,"for":"2m"},"no_data":{"for":"5m","severity":"warning"},"error":{"for":"3m"}}""",
                null,
                null,
                null,
            ],
            rules.Select(rule => rule.Extensions));
        Assert.Equal("https://wiki/cpu", rules[2].Annotations.Single(text => text.Name == "runbook_url").Template.Source);
    }

    [Theory]
    [InlineData("approaching: { threshold: 0.85, for: 2m }", 1, "kept 2m, flaps at 4 within 30m", "a pre-warning ends as its alert does")]
    [InlineData("approaching: { threshold: 0.85, recovery_threshold: 0.8, keep_firing_for: 0s }", 1, "kept 0s while host_cpu{job=\"host\"} > (0.8) and on (instance) up == 1, flaps at 4 within 30m", "or as it says itself")]
    [InlineData("approaching: { threshold: 0.85, keep_firing_while: host_cpu > 0.5 }", 1, "kept 2m while host_cpu > 0.5, flaps at 4 within 30m", "also in an expression")]
    [InlineData("approaching: { threshold: 0.85, flapping: { starts: 2, within: 5m } }", 1, "kept 2m, flaps at 2 within 5m", "and flaps by its own limit")]
    [InlineData("no_data: {}", 1, "kept 0s, flaps at 4 within 30m", "what is back is not missing any longer")]
    [InlineData("error: { keep_firing_for: 1m, flapping: { starts: 3, within: 1h } }", 1, "kept 1m, flaps at 3 within 1h", "each has its own")]
    public void Keep_what_they_make_from_fluttering(string extension, int rule, string kept, string because)
    {
        var file = RuleFileParser.Parse("host.yml", $$"""
            groups:
              - name: host
                rules:
                  - alert: HighCpu
                    expr: host_cpu{job="host"} > 0.9 and on (instance) up == 1
                    keep_firing_for: 2m
                    x-perfmonitor:
                      flapping: { starts: 4, within: 30m }
                      {{extension}}
            """);

        Assert.Empty(file.Errors);
        var made = (AlertRule)file.Groups[0].Rules[rule];
        var condition = made.KeepFiringWhile is { } weaker ? $" while {weaker.Text}" : "";
        Assert.True(kept == $"kept {Words(made.KeepFiringFor)}{condition}, flaps at {made.Flapping!.Starts} within {Words(made.Flapping.Within)}", because);
    }

    private static string Words(TimeSpan duration) => DurationText.Format((long)duration.TotalMilliseconds);

    [Theory]
    [InlineData("threshold: 0.85, for: 2m", "threshold: 0.85, recovery_threshold: 0.87", "'recovery_threshold' is 0.87; with '> 0.85' it must be below 0.85")]
    [InlineData("no_data: { for: 5m", "no_data: { recovery_threshold: 1, for: 5m", "unknown field 'recovery_threshold' in 'no_data'; there are: expr, for, severity, keep_firing_for, flapping")]
    [InlineData("error: { for: 3m }", "error: { flapping: { starts: 3 } }", "'flapping' needs 'within', a duration longer than 0")]
    [InlineData("recovery_threshold: 0.8", "recovery_threshold: 0.95", "'recovery_threshold' is 0.95; with '> 0.9' it must be below 0.9")]
    [InlineData("recovery_threshold: 0.8", "recovery_threshold: low", "'recovery_threshold' must be a number, not 'low'")]
    [InlineData("recovery_threshold: 0.8", "recovery_treshold: 0.8", "unknown field 'recovery_treshold' in 'x-perfmonitor'; did you mean 'recovery_threshold'?")]
    [InlineData("> 0.9 and", "and", "'recovery_threshold' needs an 'expr' that compares with a number, such as 'metric > 0.9'; this one does not, so say it as an expression")]
    [InlineData("> 0.9 and", "== 0.9 and", "'recovery_threshold' is 0.8; with '== 0.9' it must be left out: there is nothing weaker than 0.9")]
    [InlineData("starts: 4", "starts: 1", "'starts' of 'flapping' must be 2 to 100")]
    [InlineData("starts: 4, within: 30m", "starts: 4", "'flapping' needs 'within', a duration longer than 0")]
    [InlineData("threshold: 0.85, for: 2m", "for: 2m", "'approaching' needs either 'threshold', a number that is met before the rule's own, or 'expr'")]
    [InlineData("recovery_threshold: 0.8", "recovery_threshold: 0.8\n          keep_firing_while: up > 0", "'keep_firing_while' and 'recovery_threshold' say the same in two ways; keep one")]
    public void Refuses_what_does_not_fit_the_rule_and_says_why(string valid, string broken, string error)
    {
        var file = RuleFileParser.Parse("host.yml", Valid.Replace(valid, broken, StringComparison.Ordinal));

        Assert.Empty(file.Groups);
        Assert.Contains(error, file.Errors.Select(one => one.Message));
    }

    [Fact]
    public void Sees_a_failing_evaluation_as_a_condition()
    {
        var rule = (AlertRule)RuleFileParser.Parse("host.yml", Valid).Groups[0].Rules[3];
        var now = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

        Assert.Empty(FailureObservation.Of(rule, error: null, now));
        var seen = Assert.Single(FailureObservation.Of(rule, "too many series", now));
        Assert.Equal("{alertname=\"HighCpu\",rule_state=\"error\",severity=\"warning\",team=\"core\"}", seen.Labels.ToString());
        Assert.Equal("too many series", seen.Annotations["error"]);
    }
}
