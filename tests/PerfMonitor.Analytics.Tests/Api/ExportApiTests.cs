using System.Net;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z, which is 1767614400.</summary>
public sealed class ExportApiTests : IAsyncLifetime
{
    private readonly ApiHost _host = new();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        var now = _host.Road.NowMs;
        await _host.Road.AcceptAsync(LabelSet.Create("up", [new Label("job", "api")]), new(now - 60_000, 1), new(now - 30_000, StaleMarker.Value), new(now, 2.5));
        await _host.Road.AcceptAsync(LabelSet.Create("up", [new Label("job", "a \"b\", c")]), new Sample(now, double.NaN));
        await _host.Road.AcceptAsync(LabelSet.Create("other.metric", []), new Sample(now - 1, double.PositiveInfinity));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    // At twelve o'clock a block of six hours begins, and with it a piece of an export of samples.
    [Theory]
    [Trait("feature", "S2-18")]
    [InlineData("match[]=up&start=1767614000", """"
        series,timestamp,value
        "up{job=""api""}",2026-01-05T11:59:00.000Z,1
        "up{job=""a \""b\"", c""}",2026-01-05T12:00:00.000Z,NaN
        "up{job=""api""}",2026-01-05T12:00:00.000Z,2.5

        """")]
    [InlineData("match[]=up{job=\"api\"}&match[]={\"other.metric\"}&start=1767614399", """"
        series,timestamp,value
        "{""other.metric""}",2026-01-05T11:59:59.999Z,+Inf
        "up{job=""api""}",2026-01-05T12:00:00.000Z,2.5

        """")]
    [InlineData("match[]=nothing&start=0", "series,timestamp,value\n")]
    [InlineData("query=sum(up{job=\"api\"})&start=1767614340&end=1767614400&step=60", """
        series,timestamp,value
        "{}",2026-01-05T11:59:00.000Z,1
        "{}",2026-01-05T12:00:00.000Z,2.5

        """)]
    [InlineData("query=1%2B1", """
        series,timestamp,value
        "{}",2026-01-05T12:00:00.000Z,2

        """)]
    public async Task Writes_csv(string parameters, string text)
    {
        using var response = await _host.Viewer.GetAsync(new Uri($"/api/v1/export?format=csv&{parameters}", UriKind.Relative), Token);

        Assert.Equal(text.ReplaceLineEndings("\r\n"), await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("text/csv; charset=utf-8; header=present", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment; filename=perfmonitor-20260105-120000.csv", response.Content.Headers.ContentDisposition?.ToString());
    }

    [Theory]
    [Trait("feature", "S2-19")]
    [InlineData("match[]=up&start=1767614000", """
        {"metric":{"__name__":"up","job":"api"},"timestamps":[1767614340000],"values":[1]}
        {"metric":{"__name__":"up","job":"a \"b\", c"},"timestamps":[1767614400000],"values":["NaN"]}
        {"metric":{"__name__":"up","job":"api"},"timestamps":[1767614400000],"values":[2.5]}

        """)]
    [InlineData("query=up[2m]", """
        {"metric":{"__name__":"up","job":"a \"b\", c"},"timestamps":[1767614400000],"values":["NaN"]}
        {"metric":{"__name__":"up","job":"api"},"timestamps":[1767614340000,1767614400000],"values":[1,2.5]}

        """)]
    public async Task Writes_a_json_document_a_line(string parameters, string text)
    {
        using var response = await _host.Viewer.GetAsync(new Uri($"/api/v1/export?{parameters}", UriKind.Relative), Token);

        Assert.Equal(text.ReplaceLineEndings("\n"), await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task Answers_a_query_of_more_steps_than_one_piece_has()
    {
        using var response = await _host.Viewer.GetAsync(new Uri("/api/v1/export?format=csv&query=vector(end()-time())&start=1767610000&end=1767614400&step=1", UriKind.Relative), Token);

        var rows = (await response.Content.ReadAsStringAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();

        Assert.Equal(Enumerable.Range(0, 4_401).Select(i => $"{4_400 - i}"), rows.Select(row => row.Split(',')[^1]));
    }

    [Theory]
    [InlineData("", "one of the parameters query and match[] is needed, and not both")]
    [InlineData("query=up&match[]=up", "one of the parameters query and match[] is needed, and not both")]
    [InlineData("query=up&format=xml", "invalid parameter \"format\": not supported value \"xml\"; there are csv and ndjson")]
    [InlineData("match[]=up", "invalid parameter \"start\": cannot parse \"\" to a valid timestamp")]
    [InlineData("query=up&start=1&end=2", "invalid parameter \"step\": cannot parse \"\" to a valid duration")]
    [InlineData("query=\"text\"", "invalid parameter \"query\": a text cannot be exported, only numbers")]
    [InlineData("query=up{", "invalid parameter \"query\": 1:4: parse error: unexpected end of input inside braces")]
    public async Task Says_what_is_wrong_before_the_first_byte(string parameters, string message)
    {
        using var response = await _host.Viewer.GetAsync(new Uri($"/api/v1/export?{parameters}", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(message, System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_viewers_only()
    {
        using var response = await _host.Stranger.GetAsync(new Uri("/api/v1/export?query=up", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
