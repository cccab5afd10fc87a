using Microsoft.Extensions.Configuration;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Routing;

public sealed class RoutingTreeTests
{
    private static readonly string[] Channels = ["email", "slack", "pager"];

    [Fact]
    public void Ships_with_alertmanagers_times_at_the_top_and_haste_for_what_is_critical()
    {
        var tree = Build(new RoutingOptions());

        Assert.Equal((Text.Of(tree.Root.GroupWait), Text.Of(tree.Root.GroupInterval), Text.Of(tree.Root.RepeatInterval)), ("30 s", "5 min", "4 h"));
        Assert.Equal(Channels, tree.Root.Channels);
        Assert.Equal(
            ["{}/{severity=\"critical\"} 0 ms 1 min 4 h alertname,instance", "{}/{severity=\"warning\"} 5 s 5 min 4 h alertname"],
            tree.Root.Routes.Select(route => $"{route.Id} {Text.Of(route.GroupWait)} {Text.Of(route.GroupInterval)} {Text.Of(route.RepeatInterval)} {string.Join(',', route.GroupBy!)}"));
        Assert.Equal(
            [
                "{severity=\"critical\"} {severity=~\"warning|info\"} with the same labels but severity",
                "{rule_state=\"\"} {rule_state=\"approaching\"} with the same labels but severity, rule_state",
            ],
            tree.Inhibit.Select(rule => $"{Alerting.Matching.LabelMatchers.Write(rule.Source)} {Alerting.Matching.LabelMatchers.Write(rule.Target)}{rule.Same}"));
    }

    [Theory]
    [InlineData("severity=critical team=ops", "{}/{severity=critical}/{team=ops}")]
    [InlineData("severity=critical team=web", "{}/{severity=critical}")]
    [InlineData("severity=warning", "{}/{severity=warning}", "{}/{severity=~\"warning|info\"}")]
    [InlineData("severity=info", "{}/{severity=~\"warning|info\"}")]
    [InlineData("severity=debug", "{}")]
    public void Sends_an_alert_down_the_first_matching_way_and_on_where_it_says_continue(string labels, params string[] routes)
    {
        var tree = Build(new RoutingOptions
        {
            Routes =
            [
                new() { Match = ["severity=critical"], Routes = [new() { Match = ["team=ops"] }] },
                new() { Match = ["severity=warning"], Continue = true },
                new() { Match = ["severity=~\"warning|info\""] },
                new() { Match = ["severity=info"] },
            ],
        });

        Assert.Equal(routes, RouteStage.Decide(labels.Split(' ').Select(label => label.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]), tree.Root).Select(match => match.Route.Id));
    }

    [Fact]
    public void Inherits_what_a_route_does_not_say()
    {
        var tree = Build(new RoutingOptions
        {
            GroupWait = TimeSpan.FromSeconds(1),
            Channels = ["email"],
            Routes = [new() { GroupBy = ["..."], Routes = [new() { Channels = ["pager"] }] }],
        });

        var leaf = tree.Root.Routes[0].Routes[0];
        Assert.Equal((TimeSpan.FromSeconds(1), null, "pager"), (leaf.GroupWait, leaf.GroupBy, Assert.Single(leaf.Channels)));
    }

    [Fact]
    public void Keeps_twins_apart()
    {
        var tree = Build(new RoutingOptions { Routes = [new() { Match = ["a=b"], Continue = true }, new() { Match = ["a=b"] }] });

        Assert.Equal(["{}/{a=b}", "{}/{a=b}#2"], tree.Root.Routes.Select(route => route.Id));
    }

    [Fact]
    public void Names_every_broken_key_at_once()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Routing:Match:0"] = "a=b",
            ["Routing:GroupInterval"] = "00:00:00",
            ["Routing:Routes:0:Match:0"] = "severity",
            ["Routing:Routes:0:GroupBy:0"] = "alertname",
            ["Routing:Routes:0:GroupBy:1"] = "...",
            ["Routing:Routes:0:RepeatInterval"] = "-00:00:01",
            ["Routing:Routes:1:Channels:1"] = "sms",
            ["Routing:Routes:1:Routes:0:GroupWait"] = "-00:00:01",
            ["Routing:Inhibit:0:Equal:0"] = "instance",
            ["Routing:Inhibit:0:Target:0"] = "a=~\"(\"",
            ["Routing:Inhibit:1:Source:0"] = "a=b",
            ["Routing:Inhibit:1:Target:0"] = "a=c",
            ["Routing:Inhibit:1:Equal:0"] = "instance",
            ["Routing:Inhibit:1:EqualBut:0"] = "severity",
        }).Build();
        var errors = new List<string>();

        RoutingTree.Build(configuration.GetSection("Routing").Get<RoutingOptions>()!, Channels, errors);

        Assert.Equal(
            [
                "Routing:Match: the top of the tree takes every alert and has no matchers; put them into Routing:Routes:0:Match.",
                "Routing:GroupInterval: 00:00:00 is below 1 s.",
                "Routing:Routes:0:Match:0: 'severity' is not a matcher; write it as severity=\"critical\", with one of = != =~ !~.",
                "Routing:Routes:0:GroupBy: '...' stands for every label and cannot be combined with others.",
                "Routing:Routes:0:GroupInterval: 00:00:00 is below 1 s.",
                "Routing:Routes:0:RepeatInterval: -00:00:01 is below the group interval 00:00:00; a group is never notified more often than that.",
                "Routing:Routes:1:GroupInterval: 00:00:00 is below 1 s.",
                "Routing:Routes:1:Channels:0: 'sms' is no channel; there are email, slack, pager.",
                "Routing:Routes:1:Routes:0:GroupWait: -00:00:01 is negative.",
                "Routing:Routes:1:Routes:0:GroupInterval: 00:00:00 is below 1 s.",
                "Routing:Routes:1:Routes:0:Channels:0: 'sms' is no channel; there are email, slack, pager.",
                "Routing:Inhibit:0:Source: without a matcher every alert would hold others back.",
                "Routing:Inhibit:0:Target:0: '(' is not a regular expression that can be used here: ",
                "Routing:Inhibit:1: Equal names the labels that must be the same, EqualBut those that need not; give one of the two.",
            ],
            errors.Select(error => error.StartsWith("Routing:Inhibit:0:Target", StringComparison.Ordinal) ? error[..(error.IndexOf("here: ", StringComparison.Ordinal) + 6)] : error));
    }

    [Fact]
    public void Has_a_hash_that_follows_what_decides_about_groups()
    {
        var tree = Build(new RoutingOptions());

        Assert.Equal(tree.Hash, Build(new RoutingOptions { GroupWait = TimeSpan.FromSeconds(9) }).Hash);
        Assert.NotEqual(tree.Hash, Build(new RoutingOptions { GroupBy = ["job"] }).Hash);
        Assert.NotEqual(tree.Hash, Build(new RoutingOptions { Routes = [new() { Match = ["a=b"] }] }).Hash);
    }

    private static RoutingTree Build(RoutingOptions options)
    {
        var errors = new List<string>();
        var tree = RoutingTree.Build(options, Channels, errors);
        Assert.Empty(errors);
        return tree;
    }
}
