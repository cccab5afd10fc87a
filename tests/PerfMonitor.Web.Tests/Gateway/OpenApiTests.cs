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
        var document = await DocumentAsync();

        var paths = document["paths"]!.AsObject();
        Assert.All(
            (string[])["/api/login", "/api/me", "/api/users", "/api/users/{id}", "/api/api-keys", "/api/audit", .. GatewayOperations.All.Select(operation => operation.Path)],
            path => Assert.Contains(path, paths));
        Assert.DoesNotContain(paths, path => path.Key.StartsWith("/internal", StringComparison.Ordinal) || path.Key.Contains("**", StringComparison.Ordinal));
        Assert.Equal("Answered by alerting. Needs the role admin.", (string)paths["/api/channels/{name}/test"]!["post"]!["description"]!);
        Assert.Equal("name", (string)paths["/api/channels/{name}/test"]!["post"]!["parameters"]![0]!["name"]!);
        Assert.Equal("bearer", (string)document["components"]!["securitySchemes"]!["apiKey"]!["scheme"]!);
    }

    [Theory]
    [InlineData("get", "/api/v1/anomalies", "level")]
    [InlineData("get", "/api/v1/forecast", "horizon")]
    [InlineData("get", "/api/v1/explain", "alert")]
    [InlineData("get", "/api/v1/impact", "explainedBy")]
    [InlineData("get", "/api/v1/baselines/{name}/comparison", "version")]
    [InlineData("get", "/api/v1/slo/{name}", "name")]
    [InlineData("get", "/api/v1/recommendations", null)]
    [InlineData("get", "/api/v1/capacity", null)]
    [InlineData("get", "/api/v1/trends", "better")]
    [InlineData("get", "/api/v1/scores", "time")]
    [InlineData("post", "/api/v1/rules", null)]
    [InlineData("post", "/api/v1/watches", null)]
    [Trait("feature", "S2-21")]
    public async Task Shows_the_parameters_the_schema_and_an_example_of_the_analysis(string method, string path, string? parameter)
    {
        var document = await DocumentAsync();

        var operation = document["paths"]![path]![method]!;
        var body = (operation["requestBody"] ?? operation["responses"]!["200"])!["content"]!["application/json"]!;
        var schema = ((string)body["schema"]!["$ref"]!).Split('/')[^1];
        Assert.NotNull(document["components"]!["schemas"]![schema]!["properties"]);
        Assert.NotEmpty(body["example"]!.AsObject());
        Assert.Contains(parameter, (operation["parameters"]?.AsArray() ?? []).Select(one => (string?)one!["name"]).Append(null));
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_and_every_reference_leads_somewhere()
    {
        var document = await DocumentAsync();
        var text = document.ToJsonString();

        Assert.All(
            document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/api/v1", StringComparison.Ordinal)).SelectMany(path => path.Value!.AsObject().Select(operation => (path.Key, operation.Key, operation.Value))),
            operation => Assert.False(string.IsNullOrWhiteSpace((string?)operation.Value!["summary"]), $"{operation.Item2} {operation.Item1} has no summary"));
        Assert.All(
            System.Text.RegularExpressions.Regex.Matches(text, "#/components/schemas/([A-Za-z0-9]+)").Select(match => match.Groups[1].Value).Distinct(),
            name => Assert.NotNull(document["components"]!["schemas"]![name]));
    }

    [Fact]
    public void Every_route_has_a_described_operation() => Assert.All(
        RouteTable.Routes,
        route => Assert.All(route.Methods.Keys, method => Assert.Contains(
            GatewayOperations.All,
            operation => operation.Method == method && route.Covers(operation.Path.Replace('{', 'x').Replace('}', 'x')))));

    private async Task<JsonNode> DocumentAsync()
    {
        await using var web = await WebServer.StartAsync();
        using var anybody = new HttpClient { BaseAddress = web.Address };
        return JsonNode.Parse(await anybody.GetStringAsync("/openapi/v1.json", _cancellation))!;
    }
}
