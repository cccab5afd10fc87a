using System.Net;
using System.Text;
using Aspire.Hosting.Testing;

namespace PerfMonitor.SystemTests;

/// <summary>Who gets an answer, and who does not.</summary>
public sealed class TrustTests(RunningSystem system)
{
    [Theory]
    [InlineData("analytics", "/api/v1/query?query=up")]
    [InlineData("alerting", "/api/alerts")]
    [InlineData("reporting", "/api/reports")]
    [InlineData("loadtest", "/api/loadtests")]
    [InlineData("ingestion", "/api/targets")]
    [InlineData("web", "/api/alerts")]
    [InlineData("web", "/api/users")]
    public async Task A_stranger_gets_no_answer(string service, string path)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = system.App.GetEndpoint(service, "http") };

        using var response = await http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/query?query=up")]
    [InlineData("/api/alerts")]
    [InlineData("/api/reports")]
    [InlineData("/api/loadtests")]
    [InlineData("/api/targets")]
    [InlineData("/api/users")]
    public async Task An_api_key_opens_every_path_of_the_gateway(string path)
    {
        using var page = system.OpenPage();

        Assert.NotNull(await page.GetAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_saying_what_was_wrong()
    {
        using var http = new HttpClient { BaseAddress = system.Page };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/login") { Content = new StringContent("""{"user":"admin","password":"wrong"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Requested-With", "PerfMonitor");

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
