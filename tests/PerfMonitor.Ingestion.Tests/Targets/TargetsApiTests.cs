using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Tests;

public sealed class TargetsApiTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_target_lives_from_creation_to_deletion()
    {
        await using var host = await IngestionHost.StartAsync();
        using var person = host.As("operator");

        using var created = await person.PostAsJsonAsync("/api/targets", new { name = "Shop", url = "http://shop/", headers = new Dictionary<string, string> { ["Authorization"] = "Bearer s" } }, Cancelled);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var target = (await created.Content.ReadFromJsonAsync<JsonNode>(Cancelled))!;
        Assert.Equal($"/api/targets/{target["id"]}", created.Headers.Location?.OriginalString);
        Assert.Equal("********", (string?)target["headers"]!["Authorization"]);

        target["keyword"] = "ok";
        using var changed = await person.PutAsJsonAsync(created.Headers.Location, target, Cancelled);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var stored = Assert.Single(await host.Targets.ListAsync(Cancelled));
        Assert.Equal(("ok", "Bearer s"), (stored.Keyword, stored.Headers["Authorization"]));

        var listed = await person.GetFromJsonAsync<JsonNode>("/api/targets", Cancelled);
        Assert.Equal("Shop", (string?)Assert.Single(listed!["targets"]!.AsArray())!["name"]);

        using var deleted = await person.DeleteAsync(created.Headers.Location, Cancelled);
        using var again = await person.DeleteAsync(created.Headers.Location, Cancelled);
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NotFound], new[] { deleted.StatusCode, again.StatusCode });
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_field()
    {
        await using var host = await IngestionHost.StartAsync();
        using var person = host.As("operator");

        using var invalid = await person.PostAsJsonAsync("/api/targets", new { name = "", url = "x" }, Cancelled);
        using var mistyped = await person.PostAsJsonAsync("/api/targets", new { name = "a", url = "http://a", intervalSeconds = "often" }, Cancelled);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], new[] { invalid.StatusCode, mistyped.StatusCode });
        Assert.Equal(["name", "url"], (await invalid.Content.ReadFromJsonAsync<JsonNode>(Cancelled))!["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(["intervalSeconds"], (await mistyped.Content.ReadFromJsonAsync<JsonNode>(Cancelled))!["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Names_are_unique_and_targets_bounded()
    {
        await using var host = await IngestionHost.StartAsync(maximumTargets: 2);
        using var person = host.As("operator");

        int[] statuses = [await CreateAsync("a"), await CreateAsync("a"), await CreateAsync("b"), await CreateAsync("c")];

        Assert.Equal([201, 409, 201, 409], statuses);

        async Task<int> CreateAsync(string name)
        {
            using var response = await person.PostAsJsonAsync("/api/targets", new { name, url = "http://a" }, Cancelled);
            return (int)response.StatusCode;
        }
    }

    [Fact]
    public async Task Provided_targets_are_changed_where_they_come_from()
    {
        await using var host = await IngestionHost.StartAsync();
        using var person = host.As("admin");
        var provided = TargetSeed.Self("http://localhost:3000")!;
        await host.Targets.ProvideAsync(TargetOrigin.Builtin, [provided], Cancelled);

        using var deleted = await person.DeleteAsync($"/api/targets/{provided.Id}", Cancelled);

        Assert.Equal(HttpStatusCode.Conflict, deleted.StatusCode);
        Assert.Contains("Self:Url", await deleted.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 401, 401)]
    [InlineData("viewer", 200, 403)]
    [InlineData("operator", 200, 400)]
    public async Task Viewers_read_and_operators_write(string? role, int read, int written)
    {
        await using var host = await IngestionHost.StartAsync();
        using var client = role is null ? new HttpClient { BaseAddress = host.Http.BaseAddress } : host.As(role);

        using var reading = await client.GetAsync("/api/targets", Cancelled);
        using var writing = await client.PostAsJsonAsync("/api/targets", new { }, Cancelled);

        Assert.Equal((read, written), ((int)reading.StatusCode, (int)writing.StatusCode));
    }

    [Fact]
    public async Task A_probe_by_hand_shows_its_phases()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask);
        await using var host = await IngestionHost.StartAsync();
        using var person = host.As("operator");
        var target = TargetRules.Check(new TargetInput { Name = "a", Url = server.Address.AbsoluteUri, ExpectedStatus = "404" }, Guid.NewGuid(), TargetOrigin.Api).Target!;
        await host.Targets.AddAsync(target, Cancelled);

        using var response = await person.PostAsync($"/api/targets/{target.Id}/probe", null, Cancelled);

        var result = (await response.Content.ReadFromJsonAsync<JsonNode>(Cancelled))!;
        Assert.Equal((false, 200, "status", "answered 200, expected 404"), ((bool)result["success"]!, (int)result["statusCode"]!, (string?)result["reason"], (string?)result["detail"]));
        Assert.Equal(["resolve", "connect", "tls", "processing", "transfer"], result["phases"]!.AsObject().Select(phase => phase.Key));
    }
}
