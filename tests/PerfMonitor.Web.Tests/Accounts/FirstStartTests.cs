using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Configuration;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Accounts;

public class FirstStartTests
{
    [Theory]
    [InlineData("from-env", "from-host", "from-env", "PERFMONITOR_ADMIN_PASSWORD")]
    [InlineData(null, "from-host", "from-host", "AdminPassword")]
    [InlineData("", "from-host", "from-host", "AdminPassword")]
    public void Takes_the_first_password_that_is_given(string? environment, string? host, string password, string source)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PERFMONITOR_ADMIN_PASSWORD"] = environment,
            ["AdminPassword"] = host,
        }).Build();

        Assert.Equal((password, source), FirstPassword.Choose(configuration));
    }

    [Fact]
    public async Task Prints_a_generated_password_that_signs_in()
    {
        await using var web = await WebServer.StartAsync(new() { ["PERFMONITOR_ADMIN_PASSWORD"] = null });

        var line = web.Console.ToString();
        var password = line.Split("password ")[1].Split(' ')[0];

        using var browser = await web.SignInAsync("admin", password);
    }

    [Fact]
    public async Task Prints_nothing_when_the_password_was_given()
    {
        await using var web = await WebServer.StartAsync();

        Assert.Empty(web.Console.ToString());
    }

    [Fact]
    public async Task The_key_from_the_environment_is_an_admin_key()
    {
        const string text = "0123456789abcdef0123456789abcdef";
        await using var web = await WebServer.StartAsync(new() { ["PERFMONITOR_API_KEY"] = text });

        using var client = web.WithBearer(text);
        var me = await client.GetFromJsonAsync<Dictionary<string, string>>("/api/me", TestContext.Current.CancellationToken);

        Assert.Equal("admin", me!["role"]);
        Assert.Equal("key:PERFMONITOR_API_KEY", me["name"]);
        Assert.DoesNotContain(text, web.Keys.Dump(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_key_from_the_environment_ends_the_start()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => WebServer.StartAsync(new() { ["PERFMONITOR_API_KEY"] = "short" }));

        Assert.StartsWith("PERFMONITOR_API_KEY has 5 characters; it needs at least 16.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_known_opens_nothing()
    {
        await using var web = await WebServer.StartAsync();
        using var client = web.WithBearer("pm_unknown");

        using var answer = await client.GetAsync("/api/me", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
