using Microsoft.AspNetCore.Builder;

namespace PerfMonitor.ServiceDefaults;

/// <summary>What every PerfMonitor process has in common.</summary>
public static class HostDefaults
{
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder) => builder;

    public static WebApplication MapDefaultEndpoints(this WebApplication app) => app;
}
