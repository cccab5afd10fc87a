using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PerfMonitor.Ingestion.Scraping;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Tests;

public sealed class ScrapesApiTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_lives_from_creation_to_deletion()
    {
        await using var host = await IngestionHost.StartAsync();
        using var person = host.As("operator");

        using var created = await person.PostAsJsonAsync("/api/scrapes", new { job = "node", targets = (string[])["a:9100"], bearerToken = "s3" }, Cancelled);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var job = (await created.Content.ReadFromJsonAsync<JsonNode>(Cancelled))!;
        Assert.Equal($"/api/scrapes/{job["id"]}", created.Headers.Location?.OriginalString);
        Assert.Equal("""{"Authorization":"********"}""", job["definition"]!["headers"]!.ToJsonString());
        Assert.Equal(
            """[{"url":"http://a:9100/metrics","labels":{"instance":"a:9100","job":"node"},"health":"unknown","lastScrape":null,"lastDurationSeconds":null,"lastSamples":null,"lastRefused":null,"lastError":null}]""",
            job["targets"]!.ToJsonString());

        job["definition"]!["intervalSeconds"] = 60;
        using var changed = await person.PutAsJsonAsync(created.Headers.Location, job["definition"], Cancelled);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var stored = Assert.Single(await host.Scrapes.ListAsync(Cancelled));
        Assert.Equal((60, "Bearer s3"), (stored.Definition.IntervalSeconds, stored.Definition.Headers!["Authorization"]));

        var listed = await person.GetFromJsonAsync<JsonNode>("/api/scrapes", Cancelled);
        Assert.Equal("node", (string?)Assert.Single(listed!["jobs"]!.AsArray())!["definition"]!["job"]);

        using var deleted = await person.DeleteAsync(created.Headers.Location, Cancelled);
        using var again = await person.DeleteAsync(created.Headers.Location, Cancelled);
        using var late = await person.PutAsJsonAsync(created.Headers.Location, job["definition"], Cancelled);
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.NotFound], new[] { deleted.StatusCode, again.StatusCode, late.StatusCode });
    }

    [Theory]
    [InlineData("operator", """{"job":"","targets":["a"]}""", 400, "job")]
    [InlineData("operator", """{"job":"a","targets":["a"],"scrapeInterval":5}""", 400, "scrapeInterval")]
    [InlineData("operator", """{"job":"taken","targets":["a"]}""", 409, "taken")]
    [InlineData("operator", "null", 400, "null")]
    [InlineData("viewer", """{"job":"a","targets":["a"]}""", 403, "")]
    public async Task What_cannot_be_is_named(string role, string body, int status, string named)
    {
        await using var host = await IngestionHost.StartAsync();
        await host.Scrapes.AddAsync(Job("taken", TargetOrigin.Api), Cancelled);
        using var person = host.As(role);

        using var answer = await person.PostAsync("/api/scrapes", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancelled);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provided_jobs_are_changed_where_they_come_from()
    {
        await using var host = await IngestionHost.StartAsync();
        var job = Job("provided", TargetOrigin.File);
        await host.Scrapes.AddAsync(job, Cancelled);
        using var person = host.As("operator");

        using var put = await person.PutAsJsonAsync($"/api/scrapes/{job.Id}", new { job = "x", targets = (string[])["a"] }, Cancelled);
        using var deleted = await person.DeleteAsync($"/api/scrapes/{job.Id}", Cancelled);

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.Conflict], new[] { put.StatusCode, deleted.StatusCode });
        Assert.Contains("Scrapes:File", await put.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("targets", """{"status":"success","data":{"activeTargets":[{"discoveredLabels":{},"labels":{"instance":"a:9100","job":"node"},"scrapePool":"node","scrapeUrl":"http://a:9100/metrics","globalUrl":"http://a:9100/metrics","lastError":"","lastScrape":"0001-01-01T00:00:00Z","lastScrapeDuration":0,"health":"unknown","scrapeInterval":"30s","scrapeTimeout":"10s"}],"droppedTargets":[],"droppedTargetCounts":{}}}""")]
    [InlineData("targets?state=dropped", """{"status":"success","data":{"activeTargets":[],"droppedTargets":[],"droppedTargetCounts":{}}}""")]
    [InlineData("targets?scrapePool=other", """{"status":"success","data":{"activeTargets":[],"droppedTargets":[],"droppedTargetCounts":{}}}""")]
    [InlineData("scrape_pools", """{"status":"success","data":{"scrapePools":["node"]}}""")]
    public async Task Clients_of_Prometheus_see_its_targets(string path, string answer)
    {
        await using var host = await IngestionHost.StartAsync();
        await host.Scrapes.AddAsync(Job("node", TargetOrigin.Api), Cancelled);
        using var person = host.As("viewer");

        Assert.Equal(answer, await person.GetStringAsync($"/api/v1/{path}", Cancelled));
    }

    internal static ScrapeJob Job(string name, TargetOrigin origin) => ScrapeRules.Check(new ScrapeInput { Job = name, Targets = ["a:9100"], BearerToken = "s3" }, Guid.NewGuid(), origin).Job!;
}
