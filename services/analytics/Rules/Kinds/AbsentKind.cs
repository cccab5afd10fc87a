using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// An alert on what is missing: <c>absent: { query: 'up{job="shop"}', for: 2m }</c> where no series has a sample for that long, or with
/// <c>each: 1d</c> for every series by itself that had one within a day.
/// </summary>
internal static class AbsentKind
{
    private static readonly TimeSpan UsualTime = TimeSpan.FromMinutes(5);

    public static AlertCondition? Read(YamlFields extensions, string alert)
    {
        var fields = extensions.Child("absent", "query", "for", "each")!;
        var query = fields.Required("query").Length > 0 ? fields.Expression("query") : null;
        var (missing, each) = (fields.Has("for") ? fields.Duration("for") : UsualTime, fields.Duration("each"));
        if (query is null || missing is null || (each is null && fields.Has("each")))
        {
            return null;
        }

        if (query.Query.Expression is not VectorSelector { Offset: null, At: null })
        {
            fields.Fail(fields.Node("query")!, "'query' of 'absent' must be a plain selector, such as 'up{job=\"shop\"}'; for anything else say 'expr: absent(…)'");
            return null;
        }

        if (missing < TimeSpan.FromSeconds(1) || each <= missing)
        {
            fields.Fail(fields.Node(each is null ? "for" : "each")!, "'for' has at least a second, and 'each' is longer than 'for'");
            return null;
        }

        var selector = query.Printed;
        var expression = fields.Expression("query", each is { } seen
            ? $"present_over_time({selector}[{Text(seen)}]) unless present_over_time({selector}[{Text(missing.Value)}])"
            : $"absent_over_time({selector}[{Text(missing.Value)}])");
        return expression is null ? null : new AlertCondition(RuleKind.Absent, expression);
    }

    private static string Text(TimeSpan span) => DurationText.Format((long)span.TotalMilliseconds);
}
