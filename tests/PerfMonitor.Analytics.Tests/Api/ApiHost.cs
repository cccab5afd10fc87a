using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The HTTP API over stores in memory, on a port of its own.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    private WebApplication? _app;

    internal Road Road { get; } = new();

    /// <summary>A caller with a viewer's token.</summary>
    public HttpClient Viewer { get; private set; } = null!;

    /// <summary>A caller without one.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["Internal:Key"] = "a key of more than sixteen characters";
        builder.Services.AddSingleton<TimeProvider>(Road.Clock);
        builder.AddServiceDefaults();
        builder.AddQueries();
        builder.Services.AddSingleton(Road.Reader);
        builder.Services.AddSingleton(Road.Metrics);
        builder.Services.AddSingleton(Road.Catalogue);
        builder.Services.AddSingleton(new RuleFolder(Options.Create(new RuleOptions()), Road.Clock, Road.Metrics, NullLogger<RuleFolder>.Instance));
        builder.Services.AddSingleton(new RuleBoard(Options.Create(new RuleOptions())) { IsLeader = true });
        _app = builder.Build();
        _app.UseResponseCompression();
        _app.MapDefaultEndpoints();
        _app.MapQueryApi();
        _app.MapSeriesApi();
        _app.MapRuleApi();
        _app.MapStatusApi();
        await _app.StartAsync();
        Stranger = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        Viewer = new HttpClient { BaseAddress = Stranger.BaseAddress };
        Viewer.DefaultRequestHeaders.Add(InternalToken.Header, _app.Services.GetRequiredService<InternalToken>().Issue("me", Roles.Viewer, Road.Clock.GetUtcNow()));
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        Viewer.Dispose();
        Stranger.Dispose();
        Road.Dispose();
    }
}
