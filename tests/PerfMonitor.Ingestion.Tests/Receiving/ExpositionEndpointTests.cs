using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PerfMonitor.Ingestion.Receiving;

namespace PerfMonitor.Ingestion.Tests;

public sealed class ExpositionEndpointTests
{
    private const string Text = "text/plain; version=0.0.4; charset=utf-8";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static long NowMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    [Fact]
    public async Task Lines_are_answered_with_what_was_taken_and_what_was_not()
    {
        await using var host = await IngestionHost.StartAsync();
        var now = NowMs;

        var (status, answer) = await PostAsync(host, "", Text, $"# TYPE up gauge\nup{{job=\"a\"}} 1 {now}\nup{{job=\"a\" 2\nup{{job=\"b\"}} 3 5\nup{{job=\"c\"}} 4 {now}\n");

        Assert.Equal((HttpStatusCode.OK, 2, 2), (status, (int)answer["accepted"]!, (int)answer["refused"]!));
        Assert.Equal([(3, "bad_sample"), (4, "too_old")], answer["errors"]!.AsArray().Select(error => ((int)error!["line"]!, (string)error["reason"]!)));
        Assert.Equal([$"up{{job=\"a\"}} 1 @{now}", $"up{{job=\"c\"}} 4 @{now}"], host.Bus.Samples.Order());
    }

    [Fact]
    public async Task Parameters_set_the_time_and_labels_of_all_lines()
    {
        await using var host = await IngestionHost.StartAsync();
        var now = NowMs - 1_000;

        foreach (var job in (string[])["a", "b", "a"])
        {
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(host, $"?timestamp={now}&extra_label=job={job}&extra_label=x=y%3Dz", "application/x-www-form-urlencoded", "up{job=\"own\"} 1\n")).Status);
        }

        Assert.Equal([$"up{{job=\"a\",x=\"y=z\"}} 1 @{now}", $"up{{job=\"b\",x=\"y=z\"}} 1 @{now}"], host.Bus.Samples.Distinct().Order());
    }

    [Theory]
    [InlineData("", "application/json", "up 1\n", 415, "application/json")]
    [InlineData("?timestamp=1.5", Text, "up 1\n", 400, "1.5")]
    [InlineData("?extra_label=x", Text, "up 1\n", 400, "extra_label")]
    [InlineData("", Text, "up x\n", 400, "bad_value")]
    [InlineData("", "application/openmetrics-text; version=1.0.0", "up 1\n", 400, "# EOF")]
    [InlineData("", Text, "a 1\na 2\na 3\na 4\n", 413, "line 4")]
    public async Task What_cannot_be_taken_is_named(string query, string type, string body, int status, string named)
    {
        await using var host = await IngestionHost.StartAsync(new() { ["Receivers:MaximumElements"] = "3" });

        var (answered, answer) = await PostAsync(host, query, type, body);

        Assert.Equal(status, (int)answered);
        Assert.Contains(named, answer.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        Assert.Empty(host.Bus.Confirmed);
    }

    [Fact]
    public async Task OpenMetrics_is_taken_by_its_content_type()
    {
        await using var host = await IngestionHost.StartAsync();
        var now = NowMs;

        var (status, _) = await PostAsync(host, "", "application/openmetrics-text; version=1.0.0; charset=utf-8", $"a_total 1 {now / 1000.0} # {{trace_id=\"x\"}} 1\n# EOF\n");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal([$"a_total 1 @{now}"], host.Bus.Samples);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(IngestionHost host, string query, string type, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        using var response = await host.Http.PostAsync(ExpositionEndpoint.Path + query, content, Cancelled);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!);
    }
}
