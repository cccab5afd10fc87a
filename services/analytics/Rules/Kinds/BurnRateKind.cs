using System.Globalization;
using PerfMonitor.Analysis.Slo;
using PerfMonitor.Analytics.Slo;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// An alert on an error budget: <c>burn_rate: { objective: shop, severity: page }</c>, or without an objective
/// <c>burn_rate: { good: 'sum(rate(http_requests_total{code!~"5.."}[$window]))', total: 'sum(rate(http_requests_total[$window]))', target: 0.999, window: 30d, severity: page }</c>.
/// <c>page</c> watches an hour with 5 minutes and 6 hours with 30 minutes, <c>ticket</c> 3 days with 6 hours.
/// </summary>
internal static class BurnRateKind
{
    private const string Example = $"sum(rate(requests_total[{Windowed.Place}]))";

    // A window as short as any that is watched.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);

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
            var (of, source) = objective == "*" ? ("", null) : ($"{LabelMatcher.Create(MatchKind.Equal, "slo", objective)}, ", new RuleSource.Objective(objective));
            return fields.Expression("objective", $"{ObjectiveSeries.Burning}{{{of}{burning}}} == 1") is { } expression ? new AlertCondition(RuleKind.BurnRate, expression, source) : null;
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

        // Either is looked at, so that what is wrong with both is told at once.
        var (good, total) = (Counted(fields, "good", Shortest), Counted(fields, "total", Shortest));
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

        string? Share(TimeSpan span) => (Counted(fields, "good", span), Counted(fields, "total", span)) is ({ } ok, { } all) ? $"1 - ({ok}) / ({all})" : null;
        var conditions = new List<string>();
        foreach (var pair in pairs)
        {
            if ((Share(pair.LongSpan), Share(pair.ShortSpan)) is not ({ } overLong, { } overShort))
            {
                return null;
            }

            string Burns(string share) => string.Create(CultureInfo.InvariantCulture, $"({share}) / {objective.AllowedErrorRatio:G10} >= {pair.Factor(objective):G10}");
            conditions.Add($"({Burns(overLong)} and {Burns(overShort)})");
        }

        return (fields.Expression("good", string.Join(" or ", conditions)), fields.Expression("good", Share(pairs[0].ShortSpan)!)) is ({ } burns, { } about)
            ? new AlertCondition(RuleKind.BurnRate, burns, About: about)
            : null;
    }

    /// <summary>What a field counts over a window, as it can stand within another expression; null where it counts nothing.</summary>
    private static string? Counted(YamlFields fields, string name, TimeSpan window)
    {
        if (fields.Required(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!text.Contains(Windowed.Place, StringComparison.Ordinal))
        {
            fields.Fail(fields.Node(name)!, $"'{name}' must have '{Windowed.Place}' in the place of its window, such as '{Example}'");
            return null;
        }

        if (fields.Expression(name, Windowed.Over(text, window)) is not { } counted)
        {
            return null;
        }

        if (counted.Query.Type != PromType.InstantVector)
        {
            fields.Fail(fields.Node(name)!, $"'{name}' must give a vector, such as '{Example}'; '{counted.Text}' gives a {counted.Query.Type.ToString().ToLowerInvariant()}");
            return null;
        }

        return counted.Printed;
    }
}
