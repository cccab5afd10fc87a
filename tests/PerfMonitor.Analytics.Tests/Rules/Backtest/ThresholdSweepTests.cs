using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class ThresholdSweepTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A rule of a threshold of 0.7 tried at 0.9; what follows it moves by as much.</summary>
    [Theory]
    [InlineData("recovery_threshold: 0.4", "load > (0.9) while load > (0.6)")]
    [InlineData("keep_firing_while: 'rate(errors[5m]) > 0'", "load > (0.9) while rate(errors[5m]) > 0")]
    [InlineData("keep_firing_while: load > 0.4", "load > (0.9) while load > 0.4")]
    [InlineData("approaching: { threshold: 0.6, recovery_threshold: 0.5 }", "load > (0.9)", "load > (0.8) while load > (0.7)")]
    [InlineData("approaching: { threshold: 0.6, keep_firing_while: queue > 3 }", "load > (0.9)", "load > (0.8) while queue > 3")]
    [InlineData("approaching: { expr: queue > 10, recovery_threshold: 5 }", "load > (0.9)", "queue > 10 while queue > (5)")]
    [InlineData("no_data: { for: 5m }", "load > (0.9)", "absent(load)")]
    public void Moves_what_was_given_by_a_threshold_and_nothing_else(string extensions, params string[] expected)
    {
        var file = RuleFileParser.Parse("a.yml", $"groups: [{{name: g, rules: [{{alert: A, expr: load > 0.7, x-perfmonitor: {{ {extensions} }}}}]}}]");
        Assert.Empty(file.Errors);
        var plan = new BacktestPlan(
            file.Groups[0],
            BacktestSteps.Of(Noon, Noon.AddHours(1), TimeSpan.FromSeconds(15), TimeSpan.Zero),
            new Night(new TimeOnly(22, 0), new TimeOnly(7, 0), TimeZoneInfo.Utc),
            Incidents: [],
            Thresholds: [0.9],
            WithoutSilences: false);

        Assert.Equal(expected, Rounded(ThresholdSweep.Of(plan, 0.9)!));
    }

    // 0.6 + (0.9 - 0.7) is 0.8000000000000002.
    private static IEnumerable<string> Rounded(IReadOnlyList<AlertRule> rules) => rules.Select(static rule =>
        System.Text.RegularExpressions.Regex.Replace($"{rule.Expression.Text}{(rule.KeepFiringWhile is { } weaker ? $" while {weaker.Text}" : "")}", @"(\d\.\d)(0{5,}\d+)", "$1"));
}
