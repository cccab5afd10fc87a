using System.Globalization;
using PerfMonitor.Analysis.Slo;
using PerfMonitor.Analytics.Slo;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// An alert on an error budget: <c>burn_rate: { objective: shop, severity: page }</c>, or without an objective
/// <c>burn_rate: { good: 'sum(rate(http_requests_total{code!~"5.."}[$window]))', total: 'sum(rate(http_requests_total[$window]))', target: 0.999, window: 30d, severity: page }</c>.
/// <c>page</c> watches an hour with 5 minutes and 6 hours with 30 minutes, <c>ticket</c> 3 days with 6 hours.
/// </summary>
internal static class BurnRateKind
{
    public static AlertCondition? Read(YamlFields extensions, string alert)
    {
        var fields = extensions.Child("burn_rate", "objective", "good", "total", "target", "window", "severity")!;
        if (fields.Word("severity", "page", "ticket") is not { } severity)
        {
            return null;
        }

        if (fields.Text("objective") is { } objective)
        {
            foreach (var field in (string[])["good", "total", "target", "window"])
            {
                if (fields.Node(field) is { } misplaced)
                {
                    fields.Fail(misplaced, $"'{field}' belongs to a rule without an 'objective'; the objective has its own");
                }
            }

            var burning = LabelMatcher.Create(MatchKind.Equal, "severity", severity);
            return objective == "*"
                ? new AlertCondition(RuleKind.BurnRate, RuleExpression.Parse($"{ObjectiveSeries.Burning}{{{burning}}} == 1"))
                : new AlertCondition(
                    RuleKind.BurnRate,
                    RuleExpression.Parse($"{ObjectiveSeries.Burning}{{{LabelMatcher.Create(MatchKind.Equal, "slo", objective)}, {burning}}} == 1"),
                    new RuleSource.Objective(objective));
        }

        return OfQueries(fields, severity == "page" ? BurnSeverity.Page : BurnSeverity.Ticket);
    }

    private static AlertCondition? OfQueries(YamlFields fields, BurnSeverity severity)
    {
        if (!fields.Has("target"))
        {
            fields.Fail("'burn_rate' needs 'objective', or 'good', 'total' and 'target'");
            return null;
        }

        var (good, total) = (Counted(fields, "good"), Counted(fields, "total"));
        if (fields.Real("target") is not { } target || good is null || total is null)
        {
            return null;
        }

        var window = fields.Has("window") ? fields.Duration("window") : Objective.DefaultWindow;
        if (target is <= 0 or >= 1 || window < TimeSpan.FromDays(1))
        {
            fields.Fail("'target' is the share of good events, above 0 and below 1, and 'window' has at least a day");
            return null;
        }

        if (window is not { } over)
        {
            return null;
        }

        var objective = new Objective(target, over);
        var pairs = BurnWindow.Default.Where(pair => pair.Severity == severity && pair.LongSpan <= over).ToList();
        if (pairs.Count == 0)
        {
            fields.Fail("'window' is shorter than the windows that are watched");
            return null;
        }

        string Rate(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"(1 - ({Windowed.Over(good, span)}) / ({Windowed.Over(total, span)})) / {objective.AllowedErrorRatio:G10}");
        var conditions = pairs.Select(pair => string.Create(CultureInfo.InvariantCulture, $"({Rate(pair.LongSpan)} >= {pair.Factor(objective):G10} and {Rate(pair.ShortSpan)} >= {pair.Factor(objective):G10})"));
        return new AlertCondition(RuleKind.BurnRate, RuleExpression.Parse(string.Join(" or ", conditions)), About: RuleExpression.Parse($"1 - ({Windowed.Over(good, pairs[0].ShortSpan)}) / ({Windowed.Over(total, pairs[0].ShortSpan)})"));
    }

    private static string? Counted(YamlFields fields, string name)
    {
        if (fields.Required(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!text.Contains(Windowed.Place, StringComparison.Ordinal))
        {
            fields.Fail(fields.Node(name)!, $"'{name}' must have '{Windowed.Place}' in the place of its window, such as 'sum(rate(requests_total[{Windowed.Place}]))'");
            return null;
        }

        return fields.Expression(name, Windowed.Over(text, TimeSpan.FromMinutes(5))) is null ? null : text;
    }
}
