using System.Net;
using PerfMonitor.Web.Page;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Page;

public sealed class PageTests : IDisposable
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly DirectoryInfo _dist = Directory.CreateTempSubdirectory("dist");

    public void Dispose() => _dist.Delete(recursive: true);

    [Fact]
    [Trait("feature", "S1-03")]
    public async Task Serves_the_page_at_dashboard_for_every_view_of_it()
    {
        Build();
        await using var web = await StartAsync();
        using var browser = web.CreateBrowser();
        browser.DefaultRequestHeaders.Add("Accept", "text/html");

        using var root = await browser.GetAsync("/", _cancellation);
        using var page = await browser.GetAsync("/dashboard/alerts/00ff", _cancellation);

        Assert.Equal((HttpStatusCode.Redirect, "/dashboard"), (root.StatusCode, root.Headers.Location!.ToString()));
        Assert.Equal("<html>page</html>", await page.Content.ReadAsStringAsync(_cancellation));
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        Assert.Contains("script-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Compresses_scripts(string encoding)
    {
        Build();
        await using var web = await StartAsync();
        using var browser = web.CreateBrowser();
        browser.DefaultRequestHeaders.Add("Accept-Encoding", encoding);

        using var script = await browser.GetAsync("/dashboard/assets/app-4f3a.js", _cancellation);

        Assert.Equal(encoding, script.Content.Headers.ContentEncoding.Single());
        Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", script.Headers.GetValues("Cache-Control")));
    }

    [Fact]
    public async Task Says_how_to_build_the_page_and_shows_it_once_it_is_built()
    {
        await using var web = await StartAsync();
        using var browser = web.CreateBrowser();

        using var missing = await browser.GetAsync("/dashboard", _cancellation);
        Build();
        using var built = await browser.GetAsync("/dashboard", _cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, missing.StatusCode);
        Assert.Contains("./run.sh", await missing.Content.ReadAsStringAsync(_cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, built.StatusCode);
    }

    [Fact]
    public void Looks_beside_the_program_first_and_then_up_the_source_tree() =>
        Assert.Equal(
            ["/app/wwwroot/dashboard", "/src/web/PerfMonitor.Web/web/dashboard/dist", "/src/web/web/dashboard/dist", "/src/web/dashboard/dist"],
            PageFolder.Candidates(null, "/src/web/PerfMonitor.Web", "/app").Take(4));

    [Fact]
    public void Looks_nowhere_else_when_told_where() =>
        Assert.Equal(["/src/dist"], PageFolder.Candidates("../dist", "/src/web", "/app"));

    private Task<WebServer> StartAsync() => WebServer.StartAsync(new() { ["Page:Root"] = _dist.FullName });

    private void Build()
    {
        File.WriteAllText(Path.Combine(_dist.FullName, "index.html"), "<html>page</html>");
        Directory.CreateDirectory(Path.Combine(_dist.FullName, "assets"));
        File.WriteAllText(Path.Combine(_dist.FullName, "assets", "app-4f3a.js"), new string('x', 5000));
    }
}
