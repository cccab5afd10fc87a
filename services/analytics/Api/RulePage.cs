using System.Text;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Api;

/// <summary>A part of the rules' groups: <c>group_limit</c> of them from the one that <c>group_next_token</c> names, in order of file and name; and the token of the next part.</summary>
internal sealed record RulePage(IReadOnlyList<RuleGroup> Groups, string? Next)
{
    public static RulePage Of(IEnumerable<RuleGroup> groups, ApiParameters parameters)
    {
        var (limit, token) = (parameters.Limit("group_limit"), parameters.Text("group_next_token"));
        if (limit == 0)
        {
            return token.Length == 0
                ? new RulePage([.. groups], null)
                : throw ApiException.Invalid("group_limit", "group_limit needs to be present in order to paginate over the groups");
        }

        var ordered = groups.OrderBy(static group => group.File, StringComparer.Ordinal).ThenBy(static group => group.Name, StringComparer.Ordinal).ToList();
        var first = token.Length == 0 ? 0 : ordered.FindIndex(group => TokenOf(group) == token);
        return first < 0
            ? throw ApiException.Invalid("group_next_token", $"invalid group_next_token \"{token}\". Were rule groups changed?")
            : new RulePage([.. ordered.Skip(first).Take(limit)], first + limit < ordered.Count ? TokenOf(ordered[first + limit]) : null);
    }

    private static string TokenOf(RuleGroup group) => XxHash64.Hash(Encoding.UTF8.GetBytes($"{group.File};{group.Name}")).ToString("x16", null);
}
