using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

/// <summary>Reaches the resources of an application from a test.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client for the resource's HTTP endpoint.</summary>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = default) =>
        new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    /// <summary>The connection string of the resource.</summary>
    public static ValueTask<string?> GetConnectionStringAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        Find(app, resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"Resource '{resourceName}' does not expose a connection string.", nameof(resourceName));

    /// <summary>The address of the resource's endpoint; without a name the HTTPS or HTTP one.</summary>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = default)
    {
        var resource = Find(app, resourceName);
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>()
            .Where(candidate => candidate.AllocatedEndpoint is not null)
            .Where(candidate => endpointName is null ? candidate.Name is "https" or "http" : string.Equals(candidate.Name, endpointName, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(candidate => candidate.Name == "https")
            .FirstOrDefault();
        return endpoint is not null
            ? new Uri(endpoint.AllocatedEndpoint!.UriString)
            : throw new ArgumentException($"Endpoint '{endpointName ?? "http"}' for resource '{resourceName}' not found.", nameof(endpointName));
    }

    private static IResource Find(DistributedApplication app, string resourceName)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Services.GetRequiredService<DistributedApplicationModel>().Resources.TryGetByName(resourceName, out var resource)
            ? resource
            : throw new ArgumentException($"Resource '{resourceName}' not found.", nameof(resourceName));
    }
}
