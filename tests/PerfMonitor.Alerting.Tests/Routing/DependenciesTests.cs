using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Routing;

public sealed class DependenciesTests
{
    [Theory]
    [InlineData("router>switch;switch>web-1,web-2", "web-1", "switch router")]
    [InlineData("router>switch;switch>web-1,web-2", "switch", "router")]
    [InlineData("router>switch;switch>web-1,web-2", "router", "")]
    [InlineData("a>c;b>c;z>a,b", "c", "a b z")]
    public void Lead_from_a_target_to_everything_in_front_of_it(string written, string target, string fronts) =>
        Assert.Equal(fronts, string.Join(' ', Build(written).Dependencies.FrontsOf(target).Select(front => front.Target)));

    [Theory]
    [InlineData("a>b;b>a", "Routing:Dependencies: 'b' is behind itself; take one step out of the circle.")]
    [InlineData("a>a", "Routing:Dependencies: 'a' is behind itself; take one step out of the circle.")]
    [InlineData(">b", "Routing:Dependencies:0:Target: is missing; it is what the others are behind.")]
    [InlineData("a>", "Routing:Dependencies:0:Behind: is missing; nothing would be behind 'a'.")]
    public void Say_what_is_wrong_with_them(string written, string error) => Assert.Contains(error, Build(written).Errors);

    [Theory]
    [InlineData("web-1", "critical", "web-1 is behind router, where critical Down fires")]
    [InlineData("web-1", "warning", null)]
    [InlineData("web-2", "critical", null)]
    public void Hold_back_only_behind_what_is_down(string target, string severity, string? reason)
    {
        var down = Samples.Alert("Down", "router", Enum.Parse<Severity>(severity, ignoreCase: true));

        Assert.Equal(reason, DependStage.Decide(Samples.Alert(instance: target), Build("router>switch;switch>web-1").Dependencies, [down])?.Reason);
        Assert.Null(DependStage.Decide(Samples.Alert(instance: target), Build("router>switch;switch>web-1").Dependencies, [down.Resolved()]));
    }

    private static (Dependencies Dependencies, List<string> Errors) Build(string written)
    {
        var errors = new List<string>();
        var options = written.Split(';').Select(one => one.Split('>')).Select(one => new DependencyOptions { Target = one[0], Behind = one[1].Split(',', StringSplitOptions.RemoveEmptyEntries) }).ToList();
        return (RoutingTree.Build(new RoutingOptions { Dependencies = options }, ["email"], errors).Dependencies, errors);
    }
}
