using Microsoft.Extensions.Options;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Live.Watching;

/// <summary>The dead man's switch of alerting.</summary>
internal static class WatchingSetup
{
    public static void AddWatching(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<WatchdogOptions>("Watchdog");
        builder.Services.AddSingleton(static provider => new AlertingWatch(
            provider.GetRequiredService<IOptions<WatchdogOptions>>().Value.Patience, provider.GetRequiredService<TimeProvider>().GetUtcNow()));
        builder.AddMailer();
        builder.Services.AddSingleton(provider => WatchdogAudience.Of(
            provider.GetRequiredService<IOptions<WatchdogOptions>>().Value,
            builder.Configuration.GetSection("Channels:Email:Recipients").Get<string[]>() ?? [],
            provider.GetRequiredService<IOptions<SmtpOptions>>().Value));
        builder.Services.AddSingleton<IWatchdogMemory, PostgresWatchdogMemory>();
        builder.Services.AddSingleton<WatchdogMailer>();
        builder.Services.AddHostedService(static provider => provider.GetRequiredService<WatchdogMailer>());
        builder.Services.AddHostedService<AlertingWatchdog>();
        builder.Services.AddHealthChecks().AddCheck<AlertingHealth>("alerting", tags: [ServiceDefaults.HostDefaults.ReadyTag]);
    }

    public static void MapWatching(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/watchdog", static (AlertingWatch watch) => TypedResults.Ok(watch.State))
        .RequireAuthorization(Roles.Viewer)
        .WithSummary("Whether alerts can be relied on: the dead man's switch of alerting");
}
