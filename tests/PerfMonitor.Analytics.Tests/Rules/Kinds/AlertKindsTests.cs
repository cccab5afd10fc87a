using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Rules.Kinds;

public sealed class AlertKindsTests
{
    [Theory]
    [Trait("feature", "S2-13")]
    [InlineData("anomaly: { watch: cpu }", """anomaly_probability{watch="cpu"} >= 0.8""")]
    [InlineData("anomaly: { watch: 'c\"pu', probability: 0.95 }", """anomaly_probability{watch="c\"pu"} >= 0.95""")]
    [InlineData("anomaly: { watch: '*', direction: above }", """anomaly_probability{watch!~"rule\\..*"} >= 0.8 and anomaly_deviation{watch!~"rule\\..*"} > 0""")]
    [InlineData("anomaly: { watch: cpu, direction: below }", """anomaly_probability{watch="cpu"} >= 0.8 and anomaly_deviation{watch="cpu"} < 0""")]
    [InlineData("absent: { query: 'up{job=\"shop\"}' }", """absent_over_time(up{job="shop"}[5m])""")]
    [InlineData("absent: { query: up, for: 90s, each: 1d }", "present_over_time(up[1d]) unless present_over_time(up[1m30s])")]
    [InlineData("burn_rate: { objective: shop }", """slo_burning{slo="shop", severity="page"} == 1""")]
    [InlineData("burn_rate: { objective: '*', severity: ticket }", """slo_burning{severity="ticket"} == 1""")]
    [InlineData(
        "burn_rate: { good: 'sum(rate(ok[$window]))', total: 'sum(rate(all[$window]))', target: 0.99 }",
        "((1 - (sum(rate(ok[1h]))) / (sum(rate(all[1h])))) / 0.01 >= 14.4 and (1 - (sum(rate(ok[5m]))) / (sum(rate(all[5m])))) / 0.01 >= 14.4) or ((1 - (sum(rate(ok[6h]))) / (sum(rate(all[6h])))) / 0.01 >= 6 and (1 - (sum(rate(ok[30m]))) / (sum(rate(all[30m])))) / 0.01 >= 6)")]
    [InlineData(
        "burn_rate: { good: 'sum(rate(ok[$window]))', total: 'sum(rate(all[$window]))', target: 0.9, severity: ticket, window: 60d }",
        "((1 - (sum(rate(ok[3d]))) / (sum(rate(all[3d])))) / 0.1 >= 2 and (1 - (sum(rate(ok[6h]))) / (sum(rate(all[6h])))) / 0.1 >= 2)")]
    public void Become_an_expression_that_is_evaluated_like_any_other(string kind, string expression) =>
        Assert.Equal(expression, Read(kind).Expression.Text);

    [Fact]
    public void An_anomaly_of_a_query_has_a_watch_of_its_own()
    {
        var rule = Read("anomaly: { query: 'queue_length{job=\"shop\"}', step: 15s, minimum: 0, direction: above }");

        var watch = Assert.IsType<RuleSource.OwnWatch>(rule.Source).Definition;
        Assert.Equal(("queue_length{job=\"shop\"}", "15s", 0, null), (watch.Query, watch.Step, watch.Minimum, watch.Maximum));
        Assert.Matches("^rule[.]queueunusual-[0-9a-f]{8}$", watch.Name);
        Assert.Equal($$"""anomaly_probability{watch="{{watch.Name}}"} >= 0.8 and anomaly_deviation{watch="{{watch.Name}}"} > 0""", rule.Expression.Text);
        Assert.Equal((RuleKind.Anomaly, "queue_length{job=\"shop\"}"), (rule.Kind, rule.About!.Text));
        Assert.Equal(new RuleThreshold(">=", 0.8), rule.Expression.Threshold);
    }

    [Fact]
    public void The_name_of_a_watch_changes_with_what_is_watched_and_only_then()
    {
        string NameOf(string kind) => ((RuleSource.OwnWatch)Read(kind).Source!).Definition.Name;

        Assert.Equal(NameOf("anomaly: { query: up }"), NameOf("anomaly: { query: up, probability: 0.9 }"));
        Assert.NotEqual(NameOf("anomaly: { query: up }"), NameOf("anomaly: { query: down }"));
        Assert.NotEqual(NameOf("anomaly: { query: up }"), NameOf("anomaly: { query: up, step: 15s }"));
    }

    [Theory]
    [InlineData("", "expected", 0.95)]
    [InlineData(", confidence: 0.8", "latest", 0.6)]
    [InlineData(", confidence: 0.05", "earliest", 0.9)]
    [Trait("feature", "S2-06")]
    public void A_forecast_has_an_outlook_whose_bound_is_passed_with_the_confidence_asked_for(string confidence, string bound, double level)
    {
        var rule = Read($$"""forecast: { query: pool_used, threshold: 100, within: 6h, history: 3d, step: 5m, least: 0{{confidence}} }""");

        var outlook = Assert.IsType<RuleSource.OwnOutlook>(rule.Source).Definition;
        Assert.Equal(("pool_used", "3d", "6h", "5m", 100, 0, level), (outlook.Query, outlook.History, outlook.Horizon, outlook.Step, outlook.Threshold, outlook.Least, outlook.Level));
        Assert.Equal($$"""outlook_reach_seconds{outlook="{{outlook.Name}}", bound="{{bound}}"} <= 21600""", rule.Expression.Text);
        Assert.Equal((RuleKind.Forecast, "pool_used"), (rule.Kind, rule.About!.Text));
    }

    [Fact]
    public void A_forecast_may_fall_to_its_threshold() => Assert.Equal(
        Analysis.Capacity.ThresholdSide.FromAbove,
        ((RuleSource.OwnOutlook)Read("forecast: { query: free_bytes, comparison: '<', threshold: 10, within: 6h }").Source!).Definition.Side);

    [Fact]
    public void Levels_make_an_alert_of_each_severity_and_extensions_go_with_each()
    {
        var rules = ReadAll("anomaly: { watch: cpu, levels: { info: 0.5, critical: 0.95 } }\n          error: {}");

        Assert.Equal(
            [
                ("critical", null, """anomaly_probability{watch="cpu"} >= 0.95"""),
                ("warning", "error", """anomaly_probability{watch="cpu"} >= 0.95"""),
                ("info", null, """anomaly_probability{watch="cpu"} >= 0.5"""),
                ("warning", "error", """anomaly_probability{watch="cpu"} >= 0.5"""),
            ],
            rules.Select(rule => (LabelOf(rule, "severity"), LabelOf(rule, "rule_state"), rule.Expression.Text)));
        Assert.Equal(4, rules.Select(rule => rule.Key).Distinct().Count());
        Assert.Equal([rules[0].Key, rules[2].Key], [rules[1].FailureOf!, rules[3].FailureOf!]);
    }

    [Fact]
    public void A_book_names_what_must_be_kept_once()
    {
        var file = RuleFileParser.Parse("queue.yml", $"groups:\n  - name: g\n    rules:\n{Rule("anomaly: { query: up }")}{Rule("anomaly: { query: up, probability: 0.9 }")}{Rule("forecast: { query: up, threshold: 1, within: 1h, step: 5m }")}");
        var book = new RuleBook(file.Groups, file.Errors);

        Assert.Equal(["up"], book.Watches.Select(watch => watch.Query));
        Assert.Equal(["up"], book.Outlooks.Select(outlook => outlook.Query));
    }

    [Theory]
    [InlineData("anomaly: {}", "'anomaly' needs either 'query', whose series are watched for this rule, or 'watch', the name of a watch")]
    [InlineData("anomaly: { watch: cpu, query: up }", "'anomaly' needs either 'query', whose series are watched for this rule, or 'watch', the name of a watch")]
    [InlineData("anomaly: { watch: cpu, step: 1m }", "'step' belongs to 'query'; the watch has its own")]
    [InlineData("anomaly: { query: 'sum(' }", "'query': ")]
    [InlineData("anomaly: { query: up, step: 2d }", "'anomaly', 'step': A step is a duration from 1s to 1h.")]
    [InlineData("anomaly: { query: 'up[5m]' }", "'anomaly', 'query': The expression must give a vector or a number at each moment, not a range or a text.")]
    [InlineData("anomaly: { watch: cpu, probability: 1.2 }", "'probability' is a probability, above 0 and below 1, not 1.2")]
    [InlineData("anomaly: { watch: cpu, direction: sideways }", "'direction' must be either or above or below, not 'sideways'")]
    [InlineData("anomaly: { watch: cpu, probability: 0.9, levels: { info: 0.5 } }", "'probability' and 'levels' say the same in two ways; keep one")]
    [InlineData("anomaly: { watch: cpu, levels: {} }", "'levels' needs at least one of critical, warning and info, each with a probability")]
    [InlineData("anomaly: { watch: cpu, levels: { critical: 0.5, warning: 0.8 } }", "a more severe level needs a higher probability")]
    [InlineData("anomaly: { watch: cpu }\n          absent: { query: up }", "a rule has one condition: 'anomaly', 'absent' are too many; keep one")]
    [InlineData("anomaly: { watch: cpu }\n        expr: up", "a rule has one condition: 'anomaly' and 'expr' are too many; keep one")]
    [InlineData("anomaly: { watch: cpu, probabilty: 0.9 }", "unknown field 'probabilty' in 'anomaly'; did you mean 'probability'?")]
    [InlineData("forecast: { query: up }", "'forecast' needs 'threshold'")]
    [InlineData("forecast: { query: up, threshold: 1 }", "'forecast' needs 'within'")]
    [InlineData("forecast: { threshold: 1, within: 1h }", "'forecast' needs the field 'query'")]
    [InlineData("forecast: { query: up, threshold: 1, within: 1h, confidence: 1 }", "'confidence' is the probability that the threshold is reached, above 0 and below 1")]
    [InlineData("forecast: { query: up, threshold: 1, within: 1s, step: 5m }", "'forecast', 'horizon': The horizon would have 0 steps; 1 to ")]
    [InlineData("absent: { query: 'sum(up)' }", "'query' of 'absent' must be a plain selector, such as 'up{job=\"shop\"}'; for anything else say 'expr: absent(…)'")]
    [InlineData("absent: { query: up, for: 2m, each: 1m }", "'for' has at least a second, and 'each' is longer than 'for'")]
    [InlineData("burn_rate: {}", "'burn_rate' needs 'objective', or 'good', 'total' and 'target'")]
    [InlineData("burn_rate: { objective: shop, target: 0.9 }", "'target' belongs to a rule without an 'objective'; the objective has its own")]
    [InlineData("burn_rate: { good: 'up', total: 'up', target: 0.9 }", "'good' must have '$window' in the place of its window, such as 'sum(rate(requests_total[$window]))'")]
    [InlineData("burn_rate: { good: 'rate(a[$window])', total: 'rate(a[$window])', target: 99 }", "'target' is the share of good events, above 0 and below 1, and 'window' has at least a day")]
    [InlineData("burn_rate: { good: 'rate(a[$window])', total: 'rate(a[$window])', target: 0.9, window: 2d, severity: ticket }", "'window' is shorter than the windows that are watched")]
    [InlineData("burn_rate: { good: 'rate(a[$window])', target: 0.9 }", "'burn_rate' needs the field 'total'")]
    public void Refuse_what_makes_no_condition_and_say_why(string kind, string error)
    {
        var file = RuleFileParser.Parse("queue.yml", $"groups:\n  - name: g\n    rules:\n{Rule(kind)}");

        Assert.Empty(file.Groups);
        Assert.Contains(file.Errors, one => one.Message.StartsWith(error, StringComparison.Ordinal) || one.Message.Contains(error, StringComparison.Ordinal));
    }

    private static AlertRule Read(string kind) => Assert.Single(ReadAll(kind));

    private static List<AlertRule> ReadAll(string kind)
    {
        var file = RuleFileParser.Parse("queue.yml", $"groups:\n  - name: g\n    rules:\n{Rule(kind)}");
        Assert.Empty(file.Errors);
        return [.. file.Groups.Single().Rules.Cast<AlertRule>()];
    }

    private static string Rule(string kind) => $"      - alert: QueueUnusual\n        labels: {{ team: shop }}\n        x-perfmonitor:\n          {kind}\n";

    private static string? LabelOf(AlertRule rule, string name) => rule.Labels.SingleOrDefault(label => label.Name == name)?.Template.Source;
}
