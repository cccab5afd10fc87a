using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PerfMonitor.ServiceDefaults.Tests.Security;

public sealed class InternalAuthenticationTests : IAsyncLifetime
{
    private const string Key = "a key of enough length";
    private readonly HttpClient _client = new();
    private WebApplication? _app;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("Internal:Key", Key)]);
        builder.AddServiceDefaults();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapDefaultEndpoints();
        _app.MapGet("/anybody", (HttpContext context) => context.User.Identity?.Name);
        _app.MapGet("/admins", () => "yes").RequireAuthorization(Roles.Admin);
        await _app.StartAsync();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        _client.BaseAddress = new Uri(addresses.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app!.DisposeAsync();
    }

    [Theory]
    [InlineData("/anybody", null, HttpStatusCode.Unauthorized)]
    [InlineData("/anybody", "viewer", HttpStatusCode.OK)]
    [InlineData("/admins", "operator", HttpStatusCode.Forbidden)]
    [InlineData("/admins", "admin", HttpStatusCode.OK)]
    [InlineData("/health/live", null, HttpStatusCode.OK)]
    [InlineData("/health/ready", null, HttpStatusCode.OK)]
    [InlineData("/not/there", null, HttpStatusCode.Unauthorized)]
    [InlineData("/not/there", "viewer", HttpStatusCode.NotFound)]
    public async Task Answers_only_who_shows_a_token(string path, string? role, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (role is not null)
        {
            request.Headers.Add(InternalToken.Header, new InternalToken(Key).Issue("web", role, DateTimeOffset.UtcNow));
        }

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_token_of_another_system()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/anybody");
        request.Headers.Add(InternalToken.Header, new InternalToken("the key of another system").Issue("web", "admin", DateTimeOffset.UtcNow));

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
