using Microsoft.AspNetCore.Authorization;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>The receivers' addresses. They are open to requests without an internal token; <see cref="ReceiverAccess"/> decides about those.</summary>
internal static class ReceiverRoutes
{
    public static void MapReceivers(this WebApplication app)
    {
        app.MapReceiver(OtlpEndpoint.Path, (HttpContext context, OtlpEndpoint endpoint) => endpoint.HandleAsync(context));
        app.MapReceiver(OtlpEndpoint.PrometheusPath, (HttpContext context, OtlpEndpoint endpoint) => endpoint.HandleAsync(context));
        app.MapReceiver(SamplesEndpoint.Path, (HttpContext context, SamplesEndpoint endpoint) => endpoint.HandleAsync(context));
        app.MapReceiver(RemoteWriteEndpoint.Path, (HttpContext context, RemoteWriteEndpoint endpoint) => endpoint.HandleAsync(context));
        app.MapReceiver(ExpositionEndpoint.Path, (HttpContext context, ExpositionEndpoint endpoint) => endpoint.HandleAsync(context));
        app.MapNotTaken("/v1/traces", "traces");
        app.MapNotTaken("/v1/logs", "logs");
    }

    // Exporters that are set up for all three signals should learn why two of them fail.
    private static void MapNotTaken(this WebApplication app, string path, string signal) =>
        app.MapPost(path, () => Results.Problem(
                $"PerfMonitor takes metrics ({OtlpEndpoint.Path}); switch the export of {signal} off, or point it at a collector for {signal}.",
                statusCode: StatusCodes.Status404NotFound,
                title: $"No {signal} here"))
            .Counted(path);

    private static void MapReceiver(this WebApplication app, string path, Delegate handler)
    {
        app.MapPost(path, handler).Counted(path);

        // A person who opens the address in a browser should not be told to log in.
        app.Map(path, (HttpContext context) =>
            {
                context.Response.Headers.Allow = "POST";
                return Results.Problem($"{path} takes samples by POST; docs/receiving.md shows how.", statusCode: StatusCodes.Status405MethodNotAllowed, title: "Send samples by POST");
            })
            .Counted(path);
    }

    private static void Counted(this RouteHandlerBuilder route, string path) => route
        .WithMetadata(new AllowAnonymousAttribute())
        .AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            var metrics = context.RequestServices.GetRequiredService<IngestionMetrics>();
            context.Response.OnCompleted(() =>
            {
                metrics.Totals.Request(path, context.Response.StatusCode);
                return Task.CompletedTask;
            });
            return await next(invocation);
        });
}
