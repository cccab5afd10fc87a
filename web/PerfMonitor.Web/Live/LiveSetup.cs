using Microsoft.Extensions.Options;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Live.Alerts;
using PerfMonitor.Web.Live.Anomalies;
using PerfMonitor.Web.Live.Appraisal;
using PerfMonitor.Web.Live.Clients;
using PerfMonitor.Web.Live.Overview;
using PerfMonitor.Web.Live.Prometheus;
using PerfMonitor.Web.Live.Queries;

namespace PerfMonitor.Web.Live;

/// <summary>The WebSocket and what feeds it.</summary>
internal static class LiveSetup
{
    /// <summary>Bytes of one answer of another service.</summary>
    private const int LargestAnswer = 8 * 1024 * 1024;

    public static void AddLive(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<LiveOptions>("Live");
        services.AddSingleton<LiveHub>();
        services.AddSingleton<AlertBoard>();
        services.AddSingleton<AlertPush>();
        services.AddSingleton<AnomalyPush>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<LiveOptions>>().Value;
            return new QuerySubscriptions(options.QueriesPerClient, options.Queries);
        });
        services.AddSingleton<LiveEndpoint>();
        services.AddSingleton<OverviewFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<OverviewFeed>());
        services.AddHostedService<QueryFeed>();
        services.AddHostedService<AlertRefresh>();
        services.AddHostedService<CredentialWatch>();

        builder.AddServiceClient<PrometheusClient>("analytics");
        builder.AddServiceClient<AppraisalClient>("analytics");
        builder.AddServiceClient<AlertingClient>("alerting");
        services.AddSingleton<IPrometheus>(provider => provider.GetRequiredService<PrometheusClient>());
        services.AddSingleton<IAppraiser>(provider => provider.GetRequiredService<AppraisalClient>());
        services.AddSingleton<IAlertList>(provider => provider.GetRequiredService<AlertingClient>());
    }

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<LiveEndpoint>();
        routes.MapGet("/ws", (Delegate)endpoint.HandleAsync).RequireAuthorization(Roles.Viewer).ExcludeFromDescription();
    }

    // Held for the life of the process, so the handler must look up addresses anew by itself.
    internal static void AddServiceClient<TClient>(this WebApplicationBuilder builder, string service)
        where TClient : class =>
        builder.AddInternalHttpClient<TClient>(service)
            .ConfigureHttpClient(client => client.MaxResponseContentBufferSize = LargestAnswer)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = TimeSpan.FromSeconds(3),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
}
