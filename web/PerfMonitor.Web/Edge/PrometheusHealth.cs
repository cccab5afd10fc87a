using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.Web.Edge;

/// <summary>Health where clients of a Prometheus look for it (<c>promtool check healthy</c>, <c>check ready</c>); a word of text, and the status says the rest.</summary>
internal static class PrometheusHealth
{
    public static void MapPrometheusHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapCheck("/-/healthy", "Healthy", check: static _ => false);
        routes.MapCheck("/-/ready", "Ready", check: static registration => registration.Tags.Contains(ServiceDefaults.HostDefaults.ReadyTag));
    }

    private static void MapCheck(this IEndpointRouteBuilder routes, string path, string word, Func<HealthCheckRegistration, bool> check) => routes.MapHealthChecks(path, new HealthCheckOptions
    {
        Predicate = check,
        ResponseWriter = (context, report) =>
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync($"PerfMonitor is {(report.Status == HealthStatus.Unhealthy ? "not " : "")}{word}.\n");
        },
    }).AllowAnonymous();
}
