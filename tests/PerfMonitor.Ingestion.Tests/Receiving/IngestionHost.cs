using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfMonitor.Ingestion.Probing;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Ingestion.Receiving;
using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.Ingestion.Scraping;
using PerfMonitor.Ingestion.Targets;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Tests;

/// <summary>Ingestion's HTTP side on a loopback port, with a broker and targets in memory; no collectors.</summary>
internal sealed class IngestionHost : IAsyncDisposable
{
    private const string Key = "a key of the tests, long enough";

    private readonly WebApplication _app;

    private IngestionHost(WebApplication app, MemoryBus bus, MemoryTargetStore targets, MemoryScrapeStore scrapes)
    {
        (_app, Bus, Targets, Scrapes) = (app, bus, targets, scrapes);
        Http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public MemoryBus Bus { get; }

    public MemoryTargetStore Targets { get; }

    public MemoryScrapeStore Scrapes { get; }

    public HttpClient Http { get; }

    public IngestionMetrics Metrics => _app.Services.GetRequiredService<IngestionMetrics>();

    public static async Task<IngestionHost> StartAsync(Dictionary<string, string?>? settings = null, IApiKeySource? keys = null, int maximumTargets = 1_000)
    {
        var (bus, targets, scrapes) = (new MemoryBus(), new MemoryTargetStore { Maximum = maximumTargets }, new MemoryScrapeStore());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Internal:Key"] = Key, [WebHostDefaults.ServerUrlsKey] = "http://127.0.0.1:0" });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Services.AddSingleton<ISampleBus>(bus);
        builder.AddServiceDefaults();
        builder.AddPublishing();
        builder.AddReceivers();
        builder.Services.AddSingleton<ITargetStore>(targets);
        builder.Services.AddSingleton<Changes<Target>>();
        builder.Services.AddSingleton<HttpProbe>();
        builder.Services.AddSingleton<ProbeNow>();
        builder.Services.AddSingleton<IScrapeStore>(scrapes);
        builder.Services.AddSingleton<Changes<ScrapePoint>>();
        builder.Services.AddSingleton<OwnSamples>();
        builder.Services.AddSingleton<ScrapeFetch>();
        builder.Services.AddSingleton<Scraper>();
        if (keys is not null)
        {
            builder.Services.AddSingleton(services => new ApiKeyVerifier(() => keys, services.GetRequiredService<TimeProvider>()));
        }

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapReceivers();
        app.MapTargets();
        app.MapScrapes();
        app.MapPrometheusTargets();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new IngestionHost(app, bus, targets, scrapes);
    }

    /// <summary>A client that shows the gateway's token for a person of this role.</summary>
    public HttpClient As(string role)
    {
        var client = new HttpClient { BaseAddress = Http.BaseAddress };
        client.DefaultRequestHeaders.Add(InternalToken.Header, new InternalToken(Key).Issue("ann", role, DateTimeOffset.UtcNow));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}
