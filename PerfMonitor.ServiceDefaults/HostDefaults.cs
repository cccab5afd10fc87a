using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace PerfMonitor.ServiceDefaults;

/// <summary>What every PerfMonitor process has in common.</summary>
public static class HostDefaults
{
    /// <summary>The tag of the health checks that <c>/health/ready</c> asks.</summary>
    public const string ReadyTag = "ready";

    /// <summary>
    /// Bytes of a request's first line, address and query, beyond which the answer is 414. Grafana asks for the values of a label by GET alone, with
    /// a selector that names every choice of a variable: of a thousand instances that is some 50 KB.
    /// </summary>
    public const int MaximumRequestLine = 256 * 1024;

    /// <summary>
    /// Telemetry, health, problem details, the clock, and the rule that nobody without an internal token gets an answer
    /// (the gateway puts its own sign-in over that rule).
    /// </summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        // The Redis client blocks pool threads for a moment while it reconnects; a larger floor keeps requests going meanwhile.
        ThreadPool.SetMinThreads(workerThreads: 64, completionPortThreads: 64);

        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = MaximumRequestLine;

            // In HTTP/2 the address is a header among the others.
            kestrel.Limits.Http2.MaxRequestHeaderFieldSize = MaximumRequestLine;
            kestrel.Limits.MaxRequestHeadersTotalSize += MaximumRequestLine;
        });

        // A request runs on the pool's thread that read it, instead of waking others for answering and for writing: docs/performance.md, "What the
        // gateway adds". A handler must not block on the rest of its own body, which that thread would read.
        builder.WebHost.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<UnreadableRequest>();

        // Otherwise only Development says what could not be read, and that as a fault of the server.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<IHealthCheckPublisher, ReadinessGauge>();
        builder.Services.Configure<HealthCheckPublisherOptions>(static checks =>
        {
            checks.Predicate = static registration => registration.Tags.Contains(ReadyTag);

            // As often as metrics go out.
            (checks.Delay, checks.Period) = (TimeSpan.FromSeconds(1), TelemetryDefaults.MetricsInterval);
        });

        // A line per request or statement is what traces are for.
        foreach (var category in (ReadOnlySpan<string>)["Microsoft.AspNetCore", "System.Net.Http.HttpClient", "Npgsql.Command"])
        {
            builder.Logging.AddFilter(category, LogLevel.Warning);
        }

        builder.AddTelemetry();
        builder.AddInternalAuthentication();
        return builder;
    }

    /// <summary>Errors as problem details, authentication, <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth("/health/live", check: _ => false);
        app.MapHealth("/health/ready", check: registration => registration.Tags.Contains(ReadyTag));
        return app;
    }

    private static void MapHealth(this IEndpointRouteBuilder routes, string path, Func<HealthCheckRegistration, bool> check) =>
        routes.MapHealthChecks(path, new HealthCheckOptions { Predicate = check, ResponseWriter = HealthReportWriter.WriteAsync })
            .WithMetadata(new AllowAnonymousAttribute());
}
