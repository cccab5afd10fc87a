using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PerfMonitor.Web.Edge;

/// <summary>Chooses where to listen, and bounds what Kestrel takes.</summary>
internal static class ListenAddress
{
    public static void UseListenAddress(this WebApplicationBuilder builder)
    {
        if (Choose(builder.Configuration) is { } listen)
            builder.WebHost.UseUrls(listen);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            // The gateway raises it where its table says so.
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;

            // WebSockets count separately: the hub bounds those.
            kestrel.Limits.MaxConcurrentConnections = 10_000;
        });
    }

    /// <summary>Null when the host already has an address from ASPNETCORE_URLS, ASPNETCORE_HTTP_PORTS or Kestrel:Endpoints.</summary>
    internal static string? Choose(IConfiguration configuration)
    {
        if (configuration["Web:Listen"] is { Length: > 0 } listen)
            return listen;
        var given = configuration["urls"] is { Length: > 0 }
            || configuration["http_ports"] is { Length: > 0 }
            || configuration["https_ports"] is { Length: > 0 }
            || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        return given ? null : WebOptions.DefaultListen;
    }
}
