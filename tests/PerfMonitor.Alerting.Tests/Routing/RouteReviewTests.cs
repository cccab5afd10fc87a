using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Routing;

public sealed class RouteReviewTests
{
    [Theory]
    [InlineData("a=\"1\" a=\"2\"", "it matches nothing: a cannot have both values")]
    [InlineData("severity=\"critical\" severity!=\"critical\"", "it matches nothing: severity cannot have both values")]
    [InlineData("severity=\"critical\" team=~\"x|y\"", "it matches nothing: {severity=\"critical\"} before it takes every alert it would match, and does not say continue")]
    [InlineData("alertname=\"NeverSeen\"", "none of the 1 recent alert took it")]
    [InlineData("instance=\"web-1\"", null)]
    public void Says_which_route_no_alert_takes(string matchers, string? warning)
    {
        var tree = Tree(new() { Match = ["severity=\"critical\""] }, new() { Match = matchers.Split(' ') });

        var warnings = RouteReview.Warnings(tree, ["email"], [Samples.Alert(severity: Contracts.Severity.Warning)]);

        Assert.Equal(warning, warnings.GetValueOrDefault(tree.Root.Routes[1].Id)?[0]);
    }

    [Theory]
    [InlineData("severity=\"critical\"", "severity=\"warning\"", "it matches nothing: severity cannot have both values")]
    [InlineData("severity=~\"critical|warning\"", "severity=\"info\"", "it matches nothing: severity cannot have both values")]
    [InlineData("severity=~\"critical|warning\"", "severity=\"warning\"", null)]
    public void Says_that_no_alert_comes_to_a_route_past_the_one_above_it(string above, string below, string? warning)
    {
        var tree = Tree(new RouteOptions { Match = [above], Routes = [new() { Match = ["team=\"x\""], Routes = [new() { Match = [below] }] }] });

        Assert.Equal(warning, RouteReview.Warnings(tree, ["email"], []).GetValueOrDefault(tree.Root.Routes[0].Routes[0].Routes[0].Id)?[0]);
    }

    [Fact]
    public void Takes_nothing_for_granted_where_there_were_no_alerts() =>
        Assert.Empty(RouteReview.Warnings(Tree(new RouteOptions { Match = ["alertname=\"NeverSeen\""] }), ["email"], []));

    [Fact]
    public void Says_which_route_tells_nobody()
    {
        var tree = Tree(new() { Match = ["a=\"1\""], Channels = [] }, new() { Match = ["a=\"2\""], Channels = ["slack"] });

        var warnings = RouteReview.Warnings(tree, ["email"], []);

        Assert.Equal(["it tells nobody"], warnings[tree.Root.Routes[0].Id]);
        Assert.Equal(["it tells nobody: slack cannot work as configured (see the channels)"], warnings[tree.Root.Routes[1].Id]);
    }

    private static RoutingTree Tree(params RouteOptions[] routes)
    {
        var errors = new List<string>();
        var tree = RoutingTree.Build(new RoutingOptions { Channels = ["email"], Routes = routes }, ["email", "slack"], errors);
        Assert.Empty(errors);
        return tree;
    }
}
