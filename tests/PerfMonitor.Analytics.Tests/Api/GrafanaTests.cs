using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>
/// What the Prometheus data source of Grafana 11 and 12 asks, as its source writes it (<c>pkg/promlib</c>, <c>packages/grafana-prometheus</c>).
/// The clock stands at 2026-01-05T12:00:00Z, which is 1767614400.
/// </summary>
public sealed class GrafanaTests(ApiHost host) : IClassFixture<ApiHost>, IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var now = host.Road.NowMs;
        await host.Road.AcceptAsync(LabelSet.Create("up", [new Label("job", "api")]), new Sample(now - 60_000, 1), new Sample(now, 2));
        await host.Road.AcceptAsync(LabelSet.Create("up", [new Label("job", "web")]), new Sample(now, 0));
        await host.Road.AcceptAsync(LabelSet.Create("http.calls", [new Label("http.status", "200")]), new Sample(now, 7));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    // The health check of the data source, and what it then learns of the server.
    [InlineData("POST", "query", "query=1%2B1&time=4", """{"resultType":"scalar","result":[4,"2"]}""")]
    // A panel: POST by default, GET where it is set so; a time-out of the data source's settings comes along.
    [InlineData("POST", "query_range", "end=1767614400&query=sum%28up%29&start=1767614340&step=60&timeout=60s", """{"resultType":"matrix","result":[{"metric":{},"values":[[1767614340,"1"],[1767614400,"2"]]}]}""")]
    [InlineData("GET", "query_range", "end=1767614400&query=sum%28up%29&start=1767614340&step=60", """{"resultType":"matrix","result":[{"metric":{},"values":[[1767614340,"1"],[1767614400,"2"]]}]}""")]
    [InlineData("POST", "query_range", "end=1767614400&query=up%7Bjob%3D%22web%22%7D&start=1767614399.5&step=0.25", """{"resultType":"matrix","result":[{"metric":{"__name__":"up","job":"web"},"values":[[1767614400,"0"]]}]}""")]
    [InlineData("POST", "query", "query=up%7Bjob%3D%22api%22%7D&time=1767614399.999&timeout=1m", """{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"api"},"value":[1767614399.999,"1"]}]}""")]
    [InlineData("POST", "query", "query=%7B%22http.calls%22%2C+%22http.status%22%3D%22200%22%7D&time=1767614400", """{"resultType":"vector","result":[{"metric":{"__name__":"http.calls","http.status":"200"},"value":[1767614400,"7"]}]}""")]
    [InlineData("POST", "query_exemplars", "end=1767614400&query=up&start=1767614340", "[]")]
    // Whether there are exemplars at all is asked with milliseconds in the place of seconds.
    [InlineData("GET", "query_exemplars", "query=test&start=1767612600000&end=1767614400000", "[]")]
    // The metrics browser, the builder and completion.
    [InlineData("GET", "label/__name__/values", "limit=40000&start=1767610800&end=1767614400", """["http.calls","up"]""")]
    [InlineData("GET", "label/__name__/values", "start=1767610800&end=1767614400&match[]=%7Bjob%3D%22api%22%7D&limit=40000", """["up"]""")]
    [InlineData("GET", "label/__name__/values", "match%5B%5D=%7B__name__%3D~%22.*u.*%22%7D&limit=0", """["up"]""")]
    [InlineData("GET", "label/job/values", "limit=1&start=1767610800&end=1767614400&match[]=up", """["api"]""")]
    [InlineData("GET", "label/U__http_2e_status/values", "limit=40000&start=1767610800&end=1767614400&match[]=%7B%22http.calls%22%7D", """["200"]""")]
    [InlineData("POST", "labels", "limit=40000&start=1767610800&end=1767614400", """["__name__","http.status","job"]""")]
    [InlineData("POST", "labels", "start=1767610800&end=1767614400&match%5B%5D=up&match%5B%5D=nothing", """["__name__","job"]""")]
    [InlineData("GET", "labels", "limit=2&start=1767610800&end=1767614400&match[]=%7B__name__%21%3D%22%22%7D", """["__name__","http.status"]""")]
    [InlineData("POST", "series", "start=1767610800&end=1767614400&match%5B%5D=%7B__name__%21%3D%22%22%7D&limit=1", """[{"__name__":"http.calls","http.status":"200"}]""")]
    [InlineData("GET", "series", "start=1767610800&end=1767614400&match[]=%7B%22job%22%21%3D%22%22%2C__name__%3D%22up%22%7D&limit=40000", """[{"__name__":"up","job":"api"},{"__name__":"up","job":"web"}]""")]
    [InlineData("GET", "metadata", "limit=1", """{"http.calls":[{"type":"unknown","help":"","unit":""}]}""")]
    [InlineData("GET", "metadata", "metric=up", """{"up":[{"type":"unknown","help":"","unit":""}]}""")]
    // Recording rules are shown in the place of their series; the alert list.
    [InlineData("GET", "rules", "", """{"groups":[]}""")]
    [InlineData("GET", "alerts", "", """{"alerts":[]}""")]
    public async Task Is_answered(string method, string path, string parameters, string data)
    {
        using var answer = await AskAsync(method, path, parameters);

        Assert.Equal("success", answer.RootElement.GetProperty("status").GetString());
        Assert.Equal(data, answer.RootElement.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Takes_us_for_a_Prometheus()
    {
        using var answer = await AskAsync("GET", "status/buildinfo", "");

        // With features it would be a Mimir to Grafana, whose ruler it may write to.
        Assert.False(answer.RootElement.GetProperty("data").TryGetProperty("features", out _));
    }

    // The headers are those Grafana adds for a panel.
    private async Task<JsonDocument> AskAsync(string method, string path, string parameters)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), method == "GET" ? $"/api/v1/{path}?{parameters}" : $"/api/v1/{path}");
        request.Content = method == "POST" ? new StringContent(parameters, Encoding.ASCII, "application/x-www-form-urlencoded") : null;
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("User-Agent", "Grafana/12.1.0"), ("Accept-Encoding", "gzip"), ("X-Dashboard-Uid", "abc"), ("X-Panel-Id", "2"), ("X-Grafana-Org-Id", "1"), ("FromAlert", "false")])
        {
            request.Headers.Add(name, value);
        }

        using var response = await host.Viewer.SendAsync(request, Token);
        Assert.Equal(("OK", "application/json", "gzip"), (response.StatusCode.ToString(), response.Content.Headers.ContentType?.MediaType, string.Join(',', response.Content.Headers.ContentEncoding)));
        await using var unpacked = new GZipStream(await response.Content.ReadAsStreamAsync(Token), CompressionMode.Decompress);
        return await JsonDocument.ParseAsync(unpacked, cancellationToken: Token);
    }
}
