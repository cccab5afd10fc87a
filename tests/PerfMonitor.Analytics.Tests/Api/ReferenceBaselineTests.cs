using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z.</summary>
public sealed class ReferenceBaselineTests(AnalysisHost host) : IClassFixture<AnalysisHost>
{
    [Fact]
    [Trait("feature", "S1-13")]
    public async Task The_overview_compares_with_the_version_that_was_chosen_which_stays()
    {
        await host.FeedAsync(LabelSet.Create("queue_length"), TimeSpan.FromSeconds(10), [.. Enumerable.Range(0, 360).Select(at => 10.0 + (at * 7 % 11))]);
        var range = new { name = "chosen", from = "2026-01-05T11:00:00Z", to = "2026-01-05T11:45:00Z", components = new[] { new { name = "queue", query = "queue_length" } } };
        await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/baselines", range);
        await AnalysisHost.SendAsync(host.Operator, "POST", "/api/v1/baselines", range);

        var chosen = await AnalysisHost.SendAsync(host.Operator, "PUT", "/api/v1/baselines/reference", new { name = "chosen", version = 1 });
        var list = await host.GetAsync("/api/v1/baselines");
        var impact = await host.GetAsync("/api/v1/baselines/reference/comparison");

        Assert.Equal((200, 1), (chosen.Status, (int)chosen.Body!["version"]!));
        Assert.Equal(("chosen", 1), ((string)list["reference"]!, (int)list["referenceVersion"]!));
        Assert.Equal(("chosen", 1), ((string)impact["baseline"]!["name"]!, (int)impact["baseline"]!["version"]!));
        var refused = await AnalysisHost.SendAsync(host.Operator, "DELETE", "/api/v1/baselines/chosen");
        Assert.Equal((409, "Version 1 of 'chosen' is the reference that the overview compares with; make another one the reference first."), (refused.Status, (string)refused.Body!["detail"]!));
        Assert.Equal(204, (await AnalysisHost.SendAsync(host.Operator, "DELETE", "/api/v1/baselines/chosen?version=2")).Status);
    }

    [Theory]
    [InlineData("""{"name":"nothing","version":9}""", 404)]
    [InlineData("""{"version":1}""", 400)]
    [InlineData("""{"name":null}""", 400)]
    public async Task Only_a_baseline_that_is_there_can_be_chosen(string choice, int status)
    {
        var body = System.Text.Json.JsonSerializer.Deserialize<object>(choice);

        Assert.Equal(status, (await AnalysisHost.SendAsync(host.Operator, "PUT", "/api/v1/baselines/reference", body)).Status);
        Assert.Equal(403, (await AnalysisHost.SendAsync(host.Viewer, "PUT", "/api/v1/baselines/reference", body)).Status);
    }
}
