using System.Net;

namespace PerfMonitor.Analytics.Tests.Api;

public sealed class ArchiveApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("GET", "/api/v1/admin/archives")]
    [InlineData("POST", "/api/v1/admin/archive?start=0&end=1&match[]=up")]
    [InlineData("POST", "/api/v1/admin/restore?file=x.pmarchive")]
    public async Task Is_for_administrators_and_says_what_to_set(string method, string path)
    {
        using var asViewer = await host.Viewer.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);
        using var asAdmin = await host.Admin.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (asViewer.StatusCode, asAdmin.StatusCode));
        Assert.Equal("""{"status":"error","errorType":"bad_data","error":"archives need a folder: set Archive:Folder of analytics"}""", await asAdmin.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("start=0&end=1", "no match[] parameter provided")]
    [InlineData("start=2&end=1&match[]=up", "invalid parameter \\\"end\\\": end timestamp must not be before start time")]
    public async Task Asks_for_series_and_a_span_of_time(string parameters, string error)
    {
        using var answer = await host.Admin.PostAsync($"/api/v1/admin/archive?{parameters}", content: null, Token);

        Assert.Equal($$"""{"status":"error","errorType":"bad_data","error":"{{error}}"}""", await answer.Content.ReadAsStringAsync(Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
