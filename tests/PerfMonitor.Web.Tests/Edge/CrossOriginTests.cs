using System.Net;
using Microsoft.Extensions.Options;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Edge;

public class CrossOriginTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://status.example.com", "https://status.example.com", "https://status.example.com", "true")]
    [InlineData("https://status.example.com", "https://evil.example", null, null)]
    [InlineData(null, "https://status.example.com", null, null)]
    [InlineData("*", "https://any.example", "*", null)]
    [Trait("feature", "S1-08")]
    public async Task A_browser_learns_whether_a_page_of_that_origin_may_call(string? configured, string origin, string? allowed, string? credentials)
    {
        await using var web = await WebServer.StartAsync(configured is null ? [] : new() { ["Cors:Origins:0"] = configured });
        using var client = new HttpClient { BaseAddress = web.Address };
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/targets");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type,x-requested-with");

        using var answer = await client.SendAsync(preflight, _cancellation);

        Assert.Equal(allowed, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(credentials, Header(answer, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    [Trait("feature", "S1-08")]
    public async Task An_allowed_page_gets_answers_and_may_change_things()
    {
        await using var web = await WebServer.StartAsync(new() { ["Cors:Origins:0"] = "https://status.example.com" });
        using var browser = await web.SignInAsync();
        browser.DefaultRequestHeaders.Add("Origin", "https://status.example.com");

        using var read = await browser.GetAsync("/api/me", _cancellation);
        using var changed = await browser.PostAsync("/api/logout", null, _cancellation);

        Assert.Equal("https://status.example.com", Header(read, "Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_origin_changes_nothing()
    {
        await using var web = await WebServer.StartAsync();
        using var browser = await web.SignInAsync();
        browser.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        using var refused = await browser.PostAsync("/api/logout", null, _cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(1, web.Accounts.SessionCount);
    }

    [Fact]
    public async Task What_is_no_origin_ends_the_start_with_the_key_to_set()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => WebServer.StartAsync(new() { ["Cors:Origins:0"] = "https://status.example.com/" }));

        Assert.Equal(
            "Cors:Origins: 'https://status.example.com/' is not an origin. Write scheme, host and port as the browser does, without a path: https://status.example.com, or *.",
            failure.Message);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
