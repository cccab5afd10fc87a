using System.Text.Json.Nodes;
using PerfMonitor.Analytics.Tests.Api;
using PerfMonitor.Testing;

namespace PerfMonitor.Analytics.Tests.OpenApi;

/// <summary>What the gateway's OpenAPI document says of our operations is made from their code.</summary>
public sealed class DescribedOperationsTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    private static readonly string Shown = Repository.Path("web", "PerfMonitor.Web", "Gateway", "Described", "analytics.json");

    private static readonly JsonObject Examples =
        JsonNode.Parse(File.ReadAllText(Repository.Path("tests", "PerfMonitor.Analytics.Tests", "OpenApi", "examples.json")))!.AsObject();

    [Fact]
    [Trait("feature", "S2-21")]
    public async Task The_gateway_shows_the_operations_as_they_are()
    {
        var made = DescribedOperations.Of(await host.GetAsync("/openapi/v1.json"), Examples);
        var actual = Path.Combine(AppContext.BaseDirectory, "analytics.json");
        await File.WriteAllTextAsync(actual, made, TestContext.Current.CancellationToken);

        Assert.True(File.Exists(Shown) && made == await File.ReadAllTextAsync(Shown, TestContext.Current.CancellationToken), $"The operations have changed: copy {actual} to {Shown}.");
    }

    [Fact]
    public async Task Every_example_is_what_its_operation_takes_or_gives()
    {
        var document = JsonNode.Parse(DescribedOperations.Of(await host.GetAsync("/openapi/v1.json"), Examples))!;
        var fit = new SchemaFit(document["components"]!["schemas"]!.AsObject());

        foreach (var (operation, example) in Examples)
        {
            var (method, path) = (operation.Split(' ')[0].ToLowerInvariant(), operation.Split(' ')[1]);
            var described = document["paths"]![path]![method]!;
            var body = (described["requestBody"] ?? described["responses"]!["200"])!["content"]!["application/json"]!;

            Assert.Empty(fit.Check(example, body["schema"]!).Select(problem => $"{operation} {problem}"));
            Assert.Equal(example!.ToJsonString(), body["example"]!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("""{"text":1}""", "$.text: 1 is no string")]
    [InlineData("""{"word":"x"}""", "$.word: there is no such property")]
    [InlineData("""{"text":"a","inner":{}}""", "$.inner.count: is missing")]
    [InlineData("""{"text":"a","inner":{"count":1.5}}""", "$.inner.count: 1.5 is no integer")]
    [InlineData("""{"text":"a","inner":{"count":1},"either":[]}""", "$.either: none of its schemas fits")]
    [InlineData("""{"text":"a","inner":{"count":1},"either":null}""", null)]
    public void What_does_not_fit_a_schema_is_named(string value, string? problem)
    {
        var schemas = JsonNode.Parse("""{"Inner":{"type":"object","required":["count"],"properties":{"count":{"type":"integer"}}}}""")!.AsObject();
        var schema = JsonNode.Parse("""{"type":"object","properties":{"text":{"type":"string"},"inner":{"$ref":"#/components/schemas/Inner"},"either":{"oneOf":[{"type":"null"},{"type":"number"}]}}}""")!;

        Assert.Equal(problem, new SchemaFit(schemas).Check(JsonNode.Parse(value), schema).FirstOrDefault());
    }
}
