using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PerfMonitor.Testing;

namespace PerfMonitor.SystemTests;

/// <summary>What the genuine Aspire dashboard has been told.</summary>
public sealed class TraceTests(RunningSystem system)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trace_shows_a_samples_way_from_the_request_over_the_bus_into_analytics()
    {
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        caller.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        using var ingestion = new HttpClient { BaseAddress = system.Ingestion };
        using var response = await ingestion.PostAsJsonAsync("/api/v1/samples", new { metric = "traced", value = 1 }, Cancelled);
        response.EnsureSuccessStatusCode();

        using var dashboard = new HttpClient { BaseAddress = system.Dashboard };
        dashboard.DefaultRequestHeaders.Add("x-api-key", system.Variable("ingestion", "OTEL_EXPORTER_OTLP_HEADERS")!.Split('=')[1]);
        var way = await Eventually.GetAsync(
            "the way from request to analytics",
            async token => Way(await dashboard.GetFromJsonAsync<JsonObject>($"/api/telemetry/traces/{caller.TraceId}", token)) is [_, _, _] complete ? complete : null,
            Cancelled);

        Assert.Equal("ingestion: Microsoft.AspNetCore.Hosting.HttpRequestIn", way[0]);
        Assert.Equal("ingestion: publish samples", way[1]);
        Assert.Matches("^analytics: samples[.][0-9]+ process$", way[2]);
    }

    /// <summary>The spans from the request on, each the parent of the next, as <c>service: name</c>.</summary>
    private static List<string> Way(JsonObject? trace)
    {
        var spans =
            from resource in trace?["data"]?["resourceSpans"]?.AsArray() ?? []
            let service = (string?)resource!["resource"]!["attributes"]!.AsArray().Single(attribute => (string?)attribute!["key"] == "service.name")!["value"]!["stringValue"]
            from scope in resource["scopeSpans"]!.AsArray()
            from span in scope!["spans"]!.AsArray()
            select (Id: (string?)span["spanId"], Parent: (string?)span["parentSpanId"], Text: $"{service}: {span["name"]}");
        var byParent = spans.ToLookup(span => span.Parent);
        var way = new List<string>();
        var at = byParent.SelectMany(group => group).FirstOrDefault(span => span.Text.EndsWith("HttpRequestIn", StringComparison.Ordinal));
        while (at.Text is not null && way.Count < 3)
        {
            way.Add(at.Text);
            at = byParent[at.Id].FirstOrDefault();
        }

        return way;
    }
}
