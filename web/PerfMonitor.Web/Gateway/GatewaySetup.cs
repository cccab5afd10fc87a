using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Gateway;

/// <summary>Every public path of the services, answered on our own address.</summary>
internal static class GatewaySetup
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<GatewayOptions>("Gateway");
        builder.Services.AddSingleton<ServiceConnections>();
        builder.Services.AddSingleton<Forwarder>();
        builder.Services.AddSingleton<GatewayEndpoint>();
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer<GatewayDescription>());
    }

    public static void MapGateway(this IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<GatewayEndpoint>();

        // The description of the API is no secret, and tools that read it cannot sign in.
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

        // Open to routing for anybody: the endpoint itself asks for the access the table names.
        foreach (var prefix in RouteTable.Routes.Select(static route => route.Prefix).Distinct())
            routes.Map($"{prefix}/{{**rest}}", endpoint.HandleAsync).AllowAnonymous().ExcludeFromDescription();
    }
}
