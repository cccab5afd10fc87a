using System.Text.Json.Nodes;
using PerfMonitor.Web.Gateway;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Gateway;

public class OpenApiTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Describes_our_own_operations_and_those_behind_the_gateway_but_nothing_internal()
    {
        await using var web = await WebServer.StartAsync();
        using var anybody = new HttpClient { BaseAddress = web.Address };

        var document = JsonNode.Parse(await anybody.GetStringAsync("/openapi/v1.json", _cancellation))!;

        var paths = document["paths"]!.AsObject();
        Assert.All(
            (string[])["/api/login", "/api/me", "/api/users", "/api/users/{id}", "/api/api-keys", "/api/audit", .. GatewayOperations.All.Select(operation => operation.Path)],
            path => Assert.Contains(path, paths));
        Assert.DoesNotContain(paths, path => path.Key.StartsWith("/internal", StringComparison.Ordinal) || path.Key.Contains("**", StringComparison.Ordinal));
        Assert.Equal("Answered by alerting. Needs the role admin.", (string)paths["/api/channels/{name}/test"]!["post"]!["description"]!);
        Assert.Equal("name", (string)paths["/api/channels/{name}/test"]!["post"]!["parameters"]![0]!["name"]!);
        Assert.Equal("bearer", (string)document["components"]!["securitySchemes"]!["apiKey"]!["scheme"]!);
    }

    [Fact]
    public void Every_route_has_a_described_operation() => Assert.All(
        RouteTable.Routes,
        route => Assert.All(route.Methods.Keys, method => Assert.Contains(
            GatewayOperations.All,
            operation => operation.Method == method && route.Covers(operation.Path.Replace('{', 'x').Replace('}', 'x')))));
}
