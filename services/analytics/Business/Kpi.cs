using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Business;

/// <summary>A figure the business lives on, such as revenue or conversions, and what may move it.</summary>
internal sealed class Kpi
{
    public const int MostExplainedBy = 10;
    private const int LongestName = 64;
    private const int LongestUnit = 20;
    private const int LongestExpression = 4_096;

    /// <summary>What people call it: 1 to 64 characters, unlike the others.</summary>
    public string Name { get; init; } = "";

    /// <summary>PromQL that gives one series, per second or per <see cref="Per"/>: <c>sum(rate(shop_revenue_euros_total[5m]))</c>.</summary>
    public string Expression { get; init; } = "";

    /// <summary>What its amounts are counted in, such as € or conversions. Default: nothing.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The span that a value of the expression stands for. Default one second, as <c>rate</c> gives it; one minute for an amount per minute.</summary>
    public TimeSpan Per { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>PromQL of the latencies and error ratios that may explain a loss, each giving one series. At most 10.</summary>
    public IReadOnlyList<string> ExplainedBy { get; init; } = [];

    /// <summary>What is wrong with it, by setting.</summary>
    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        errors.Require(Name.Length is >= 1 and <= LongestName, "name", $"A name has 1 to {LongestName} characters.");
        errors.RequireLevel(Expression, "query", LongestExpression);
        errors.Require(Unit.Length <= LongestUnit, "unit", $"A unit has at most {LongestUnit} characters.");
        errors.Require(Per >= TimeSpan.FromSeconds(1) && Per <= TimeSpan.FromDays(1), "per", "A value stands for one second to one day.");
        errors.Require(ExplainedBy.Count <= MostExplainedBy, "explainedBy", $"At most {MostExplainedBy} expressions may explain it.");
        foreach (var expression in ExplainedBy)
        {
            errors.RequireLevel(expression, "explainedBy", LongestExpression);
        }

        return errors;
    }
}
