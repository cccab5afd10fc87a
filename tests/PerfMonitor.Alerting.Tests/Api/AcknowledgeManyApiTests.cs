using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Tests.Api;

public sealed class AcknowledgeManyApiTests(AlertingService service) : IClassFixture<AlertingService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acknowledges_those_that_are_named_and_says_what_came_of_each()
    {
        var over = Scene.Event("Over warning web-1", DateTimeOffset.UtcNow);
        await service.Intake.FiredAsync(Scene.Event("Named warning web-1", DateTimeOffset.UtcNow), Token);
        await service.Intake.FiredAsync(over, Token);
        await service.Intake.ResolvedAsync(Scene.End(over, over.EventId, DateTimeOffset.UtcNow), Token);

        var (status, answer) = await service.As(Roles.Operator).CallAsync("POST", "/api/alerts/acknowledge", new JsonObject
        {
            ["fingerprints"] = new JsonArray("Named-Warning-web-1", "Over-Warning-web-1", "nobody"),
            ["note"] = "mine",
        });

        Assert.Equal(200, status);
        Assert.Equal(
            ["Named-Warning-web-1 Named acknowledged", "Over-Warning-web-1 Over resolved", "nobody  unknown"],
            answer!["results"]!.AsArray().Select(one => $"{one!["fingerprint"]} {one["name"]} {one["result"]}"));
        Assert.Equal((1, false), ((int)answer["acknowledged"]!, (bool)answer["isCut"]!));
        var story = await service.As(Roles.Viewer).ReadAsync("/api/alerts/Named-Warning-web-1");
        Assert.Contains(story["timeline"]!.AsArray(), line => (string)line!["text"]! == "acknowledged: mine");
    }

    [Fact]
    public async Task Acknowledges_what_matches()
    {
        foreach (var instance in (string[])["db-1", "db-2", "cache-1"])
        {
            await service.Intake.FiredAsync(Scene.Event($"Matched warning {instance}", DateTimeOffset.UtcNow), Token);
        }

        var (_, answer) = await service.As(Roles.Operator).CallAsync("POST", "/api/alerts/acknowledge", new JsonObject
        {
            ["matchers"] = new JsonArray(
                new JsonObject { ["name"] = "alertname", ["value"] = "Matched" },
                new JsonObject { ["name"] = "instance", ["value"] = "db-.*", ["isRegex"] = true }),
        });

        Assert.Equal(["Matched-Warning-db-1", "Matched-Warning-db-2"], answer!["results"]!.AsArray().Select(one => (string)one!["fingerprint"]!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"fingerprints":[]}""")]
    [InlineData("""{"matchers":[]}""")]
    [InlineData("""{"fingerprints":["a"],"matchers":[{"name":"a","value":"b"}]}""")]
    [InlineData("""{"matchers":[{"name":"a","value":"(","isRegex":true}]}""")]
    [InlineData("""{"fingerprints":["a"],"until":"2001-01-01T00:00:00Z"}""")]
    public async Task Says_what_is_wrong(string body)
    {
        var (status, problem) = await service.As(Roles.Operator).CallAsync("POST", "/api/alerts/acknowledge", (JsonObject)JsonNode.Parse(body)!);

        Assert.Equal(400, status);
        Assert.StartsWith("Invalid ", (string?)problem!["title"], StringComparison.Ordinal);
    }
}
