using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Running;

/// <summary>The addresses of a resource as the dashboard and the banner show them.</summary>
internal static class Urls
{
    /// <summary>In the model's order; the dashboard puts the highest number first.</summary>
    public static ImmutableArray<UrlSnapshot> Of(IResource resource, bool inactive)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.AllocatedEndpoint is not null).ToArray();
        return [.. endpoints.Select((endpoint, index) => Of(resource, endpoint, inactive, endpoints.Length - index))];
    }

    private static UrlSnapshot Of(IResource resource, EndpointAnnotation endpoint, bool inactive, int order)
    {
        var root = endpoint.AllocatedEndpoint!.UriString;
        var url = new ResourceUrlAnnotation { Url = root, Endpoint = resource is IResourceWithEndpoints owner ? new EndpointReference(owner, endpoint) : null };
        foreach (var callback in resource.Annotations.OfType<EndpointUrlCallbackAnnotation>()
            .Where(callback => string.Equals(callback.EndpointName, endpoint.Name, StringComparison.OrdinalIgnoreCase)))
        {
            callback.Callback(url);
        }

        return new UrlSnapshot(endpoint.Name, url.Url.StartsWith('/') ? root + url.Url : url.Url, url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
        {
            IsInactive = inactive,
            DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? "", order),
        };
    }
}
