using Microsoft.AspNetCore.Http;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>Which rules and groups a request for <c>rules</c> gets.</summary>
public sealed class RuleChoiceTests
{
    private static readonly IReadOnlyList<RuleGroup> Groups =
    [
        .. RuleFileParser.Parse("b.yml", """
            groups:
              - name: web
                rules:
                  - { alert: Slow, expr: latency > 1, labels: { severity: warning, team: web } }
                  - { record: "job:up:sum", expr: sum by (job) (up), labels: { team: core } }
            """).Groups,
        .. RuleFileParser.Parse("a.yml", """
            groups:
              - name: disks
                rules:
                  - { alert: Full, expr: free < 1, labels: { severity: critical } }
              - name: backups
                rules:
                  - { alert: Late, expr: age > 1 }
            """).Groups,
    ];

    [Theory]
    [InlineData("", "Slow job:up:sum Full Late")]
    [InlineData("?match[]={severity=\"critical\"}", "Full")]
    [InlineData("?match[]={severity=~\".%2b\"}&match[]={team=\"core\"}", "Slow job:up:sum Full")]
    [InlineData("?match[]={severity!=\"critical\",team!=\"\"}&type=alert", "Slow")]
    [InlineData("?rule_name[]=Full&rule_name[]=Late&rule_group[]=disks", "Full")]
    [InlineData("?file[]=b.yml&type=record", "job:up:sum")]
    public async Task Takes_the_rules_that_fit(string query, string rules)
    {
        var filter = RuleFilter.From(await ParametersAsync(query));

        Assert.Equal(rules, string.Join(' ', Groups.Where(filter.Takes).SelectMany(group => group.Rules.Where(filter.Takes)).Select(rule => rule.Name)));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?exclude_alerts=", true)]
    [InlineData("?exclude_alerts=0", true)]
    [InlineData("?exclude_alerts=False", true)]
    [InlineData("?exclude_alerts=1", false)]
    [InlineData("?exclude_alerts=true", false)]
    [InlineData("?exclude_alerts=True", false)]
    public async Task Leaves_out_the_alerts_where_it_is_asked_to(string query, bool withAlerts) => Assert.Equal(withAlerts, RuleFilter.From(await ParametersAsync(query)).WithAlerts);

    [Theory]
    [InlineData(1, "backups|disks|web")]
    [InlineData(2, "backups disks|web")]
    [InlineData(3, "backups disks web")]
    public async Task Gives_the_groups_part_by_part(int limit, string parts)
    {
        var given = new List<string>();
        for (string? token = ""; token is not null;)
        {
            var page = RulePage.Of(Groups, await ParametersAsync($"?group_limit={limit}&group_next_token={token}"));
            given.Add(string.Join(' ', page.Groups.Select(group => group.Name)));
            token = page.Next;
        }

        Assert.Equal(parts, string.Join('|', given));
    }

    private static Task<ApiParameters> ParametersAsync(string query) => ApiParameters.ReadAsync(new DefaultHttpContext { Request = { QueryString = new QueryString(query) } });
}
