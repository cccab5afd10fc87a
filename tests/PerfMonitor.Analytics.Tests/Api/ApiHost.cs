using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Api.Export;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The HTTP API over stores in memory, on a port of its own.</summary>
public class ApiHost : IAsyncLifetime
{
    private WebApplication? _app;

    internal Road Road { get; } = new();

    /// <summary>A caller with a viewer's token.</summary>
    public HttpClient Viewer { get; private set; } = null!;

    /// <summary>A caller with an administrator's token.</summary>
    public HttpClient Admin { get; private set; } = null!;

    /// <summary>A caller without one.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    /// <summary>A caller with an operator's token.</summary>
    public HttpClient Operator { get; private set; } = null!;

    /// <summary>Where stored rules are kept; nowhere, for tests that need none.</summary>
    protected virtual string Database => "Host=127.0.0.1;Port=1";

    /// <summary>Where alerting listens; nowhere, for tests that need none.</summary>
    protected virtual string Alerting => "http://127.0.0.1:1";

    public virtual async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["Internal:Key"] = "a key of more than sixteen characters";
        builder.Configuration["Query:EnableExperimentalFunctions"] = "true";
        builder.Services.AddSingleton<TimeProvider>(Road.Clock);
        builder.AddServiceDefaults();
        builder.AddQueries();
        builder.AddArchives();
        builder.Services.AddSingleton<IHistoryStore>(Road.History);
        builder.Services.AddSingleton(Road.Retention);
        builder.Services.AddSingleton(Road.Reader);
        builder.Services.AddSingleton(Road.Metrics);
        builder.Services.AddSingleton(Road.Catalogue);
        builder.Configuration["services:alerting:http:0"] = Alerting;
        builder.Services.AddSingleton(NpgsqlDataSource.Create(Database));
        builder.Services.AddSingleton(new RuleFolder(Options.Create(new RuleOptions()), Road.Clock, Road.Metrics, NullLogger<RuleFolder>.Instance));
        builder.AddRuleWriting();
        builder.Services.AddSingleton(new RuleBoard(Options.Create(new RuleOptions())) { IsLeader = true });
        _app = builder.Build();
        _app.UseResponseCompression();
        _app.MapDefaultEndpoints();
        _app.MapQueryApi();
        _app.MapSeriesApi();
        _app.MapExportApi();
        _app.MapRuleApi();
        _app.MapStoredRules();
        _app.MapBacktest();
        _app.MapStatusApi();
        _app.MapArchiveApi();
        await _app.StartAsync();
        Stranger = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        (Viewer, Operator, Admin) = (As(Roles.Viewer), As(Roles.Operator), As(Roles.Admin));
    }

    internal T Service<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    private HttpClient As(string role)
    {
        var client = new HttpClient { BaseAddress = Stranger.BaseAddress };
        client.DefaultRequestHeaders.Add(InternalToken.Header, Service<InternalToken>().Issue("me", role, Road.Clock.GetUtcNow()));
        return client;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is null)
        {
            return;
        }

        await _app.DisposeAsync();
        Viewer.Dispose();
        Operator.Dispose();
        Admin.Dispose();
        Stranger.Dispose();
        Road.Dispose();
        GC.SuppressFinalize(this);
    }
}
