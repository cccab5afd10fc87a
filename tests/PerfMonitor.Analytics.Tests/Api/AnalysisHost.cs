using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.Analytics.Tests.Store;
using PerfMonitor.Contracts;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The endpoints for baselines, scores, objectives, explanations and annotations, over samples in memory and a PostgreSQL of the test's own.</summary>
public sealed class AnalysisHost : IAsyncLifetime
{
    private readonly HistoryDatabase _database = new();
    private WebApplication? _app;

    internal Road Road { get; } = new();

    internal FakeStoredAlerts Alerts { get; } = new();

    internal FakeAnomalyFeed Feed { get; } = new();

    public IServiceProvider Services => _app!.Services;

    public HttpClient Viewer { get; private set; } = null!;

    public HttpClient Operator { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["Internal:Key"] = "a key of more than sixteen characters";

        builder.Configuration["Detection:ConfidenceThreshold"] = "0.5";
        builder.Configuration["Forecast:Window"] = "12:00:00";
        builder.Configuration["Business:Kpis:0:Name"] = "revenue";
        builder.Configuration["Business:Kpis:0:Expression"] = "sum(rate(shop_revenue_euros_total[10m]))";
        builder.Configuration["Business:Kpis:0:Unit"] = "€";
        builder.Configuration["Business:Kpis:0:ExplainedBy:0"] = "shop_latency_seconds";

        // Nobody listens there.
        builder.Configuration["services:alerting:http:0"] = "http://127.0.0.1:1";
        builder.Services.AddSingleton<TimeProvider>(Road.Clock);
        builder.AddServiceDefaults();
        builder.Services.AddSingleton(_database.Source());
        builder.AddQueries();
        builder.AddRuleWriting();
        builder.Services.AddSingleton<KeptSources>();
        builder.AddBaselines();
        builder.AddScores();
        builder.AddObjectives();
        builder.AddOutlooks();
        builder.AddAnomalies();
        builder.AddExplanations();
        builder.AddImpact();
        builder.Services.Replace(ServiceDescriptor.Singleton<IStoredAlerts>(Alerts));
        builder.Services.Replace(ServiceDescriptor.Singleton<IAnomalyFeed>(Feed));
        builder.Services.AddValidatedOptions<HistoryOptions>("History");
        builder.Services.AddSingleton(Road.Reader);
        builder.Services.AddSingleton(Road.Metrics);
        builder.Services.AddSingleton(Road.Catalogue);
        builder.Services.AddSingleton(Road.Intake);
        builder.Services.AddSingleton(new RuleFolder(Options.Create(new RuleOptions()), Road.Clock, Road.Metrics, NullLogger<RuleFolder>.Instance));

        // Workers work when a test says so, not whenever it moves the clock.
        foreach (var worker in builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.Module.Assembly == typeof(AnomalyWatcher).Assembly).ToList())
        {
            builder.Services.Remove(worker);
        }

        builder.Services.AddOpenApi();
        _app = builder.Build();
        _app.MapOpenApi();
        _app.MapDefaultEndpoints();
        _app.MapStoredRules();
        _app.MapBacktest();
        _app.MapBaselineApi();
        _app.MapComparisonApi();
        _app.MapScoreApi();
        _app.MapSloApi();
        _app.MapForecastApi();
        _app.MapCapacityApi();
        _app.MapTrendApi();
        _app.MapAnomalyApi();
        _app.MapExplainApi();
        _app.MapImpactApi();
        _app.MapRecommendationApi();
        _app.MapAnnotationApi();
        await _app.StartAsync();
        (Viewer, Operator) = (Client(Roles.Viewer), Client(Roles.Operator));
    }

    /// <summary>Takes in values of a series, the last at the clock's time, evenly spaced.</summary>
    internal async Task FeedAsync(LabelSet series, TimeSpan step, params double[] values)
    {
        var last = Road.NowMs;
        await Road.AcceptAsync(series, [.. values.Select((value, i) => new Sample(last - ((values.Length - 1 - i) * (long)step.TotalMilliseconds), value))]);
    }

    internal async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Viewer.GetStringAsync(new Uri(path, UriKind.Relative), Token))!;

    /// <summary>What a request is answered with: its status, and its body or the details of the problem.</summary>
    internal static async Task<(int Status, JsonNode? Body)> SendAsync(HttpClient client, string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return ((int)response.StatusCode, text.Length > 0 ? JsonNode.Parse(text) : null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Viewer?.Dispose();
        Operator?.Dispose();
        Road.Dispose();
        _database.Dispose();
    }

    private HttpClient Client(string role) =>
        new(new Signing(_app!.Services.GetRequiredService<InternalToken>(), role, Road.Clock)) { BaseAddress = new Uri(_app.Urls.Single()) };

    /// <summary>A fresh token with each request: the clock of a test may pass over its lifetime.</summary>
    private sealed class Signing(InternalToken token, string role, TimeProvider clock) : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add(InternalToken.Header, token.Issue("me", role, clock.GetUtcNow()));
            return base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>The stored alerts as a test says.</summary>
internal sealed class FakeStoredAlerts : IStoredAlerts
{
    public List<(string RuleKey, AlertInstance Alert)> Alerts { get; } = [];

    public Task<IReadOnlyList<(string RuleKey, AlertInstance Alert)>> LoadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(string RuleKey, AlertInstance Alert)>>(Alerts);
}

/// <summary>Keeps what was told.</summary>
internal sealed class FakeAnomalyFeed : IAnomalyFeed
{
    public List<AnomalyDetected> Told { get; } = [];

    /// <summary>What is thrown after each was told.</summary>
    public Exception? Unconfirmed { get; set; }

    public Task PublishAsync(AnomalyDetected detected, CancellationToken cancellationToken)
    {
        Told.Add(detected);
        return Unconfirmed is { } failure ? Task.FromException(failure) : Task.CompletedTask;
    }
}
