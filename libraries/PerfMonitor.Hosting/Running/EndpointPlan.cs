using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Servers;

namespace PerfMonitor.Hosting.Running;

/// <summary>Decides at which port every endpoint of the model answers, before anything starts.</summary>
internal static class EndpointPlan
{
    /// <summary>DCP's name for the proxy in front of an endpoint.</summary>
    public static string ServiceName(IResource resource, EndpointAnnotation endpoint) => $"{resource.Name}-{endpoint.Name}";

    /// <summary>The setting that gives a fixed port another number: AppHost.cs reads the same key.</summary>
    public static string Setting(IResource resource, EndpointAnnotation endpoint) =>
        endpoint.Name is "http" or "https" or "tcp" ? $"Ports:{resource.Name}" : $"Ports:{endpoint.Name}";

    /// <summary>The fixed ports that must be free.</summary>
    public static IEnumerable<PortClaim> Claims(IEnumerable<IResource> resources, IReadOnlyDictionary<IResource, ServerPlan> servers, bool randomPorts) =>
        from resource in resources
        where servers.GetValueOrDefault(resource) is not ServerPlan.Configured
        from endpoint in LaunchValues.Endpoints(resource)
        let port = FixedPort(resource, endpoint, randomPorts)
        where port is not null
        select new PortClaim(port.Value, $"endpoint '{endpoint.Name}' of resource '{resource.Name}'", $"--{Setting(resource, endpoint)}=…");

    /// <summary>Gives addresses to all endpoints that need no proxy; those that do get theirs from DCP.</summary>
    public static void Allocate(IEnumerable<IResource> resources, bool randomPorts, Func<int> freePort)
    {
        foreach (var resource in resources)
        {
            foreach (var endpoint in LaunchValues.Endpoints(resource).Where(endpoint => resource is ContainerResource || !endpoint.IsProxied))
            {
                // Servers listen on 127.0.0.1 only, and some clients would try ::1 first for "localhost".
                var address = resource is ContainerResource ? "127.0.0.1" : "localhost";
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, address, FixedPort(resource, endpoint, randomPorts) ?? freePort());
            }
        }
    }

    /// <summary>The port the model asks for; a container's target port is one inside the container.</summary>
    public static int? FixedPort(IResource resource, EndpointAnnotation endpoint, bool randomPorts) =>
        randomPorts ? null
        : endpoint.IsProxied || resource is ContainerResource ? endpoint.Port
        : endpoint.Port ?? endpoint.TargetPort;
}

/// <summary>DCP's proxy in front of a program; the port is the program's own, if it is fixed.</summary>
internal sealed record ProxiedService(string Name, int? TargetPort);
