using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class RuleThresholdTests
{
    [Theory]
    [InlineData("cpu > 0.9", ">", 0.9)]
    [InlineData("(cpu) >= (0.9)", ">=", 0.9)]
    [InlineData("0.9 < cpu", ">", 0.9)]
    [InlineData("5 != up", "!=", 5)]
    [InlineData("expiry - time() < 14 * 86400", "<", 1_209_600)]
    [InlineData("temp < -5", "<", -5)]
    [InlineData("used / total > 0.5 and total > 0", ">", 0.5)]
    [InlineData("up == 0 unless on (job) maintenance == 1", "==", 0)]
    [InlineData("sum by (job) (rate(errors_total[5m])) > 1", ">", 1)]
    public void Comes_from_the_comparison_that_decides(string expression, string comparison, double value) =>
        Assert.Equal(new RuleThreshold(comparison, value), RuleExpression.Parse(expression).Threshold);

    [Theory]
    [InlineData("up")]
    [InlineData("a > b")]
    [InlineData("a > bool 5")]
    [InlineData("a > 1 or b > 2")]
    [InlineData("absent(up)")]
    public void Is_absent_where_no_single_number_decides(string expression) => Assert.Null(RuleExpression.Parse(expression).Threshold);
}
