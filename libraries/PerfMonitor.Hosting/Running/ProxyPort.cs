using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Dcp;

namespace PerfMonitor.Hosting.Running;

/// <summary>Has DCP open its proxy for an endpoint.</summary>
internal static class ProxyPort
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>The port clients use. DCP gives no error for a port it cannot have, it only never says which one it got.</summary>
    public static async Task<int> OpenAsync(DcpClient dcp, IResource resource, EndpointAnnotation endpoint, bool randomPorts, CancellationToken cancellationToken)
    {
        var name = EndpointPlan.ServiceName(resource, endpoint);
        var wanted = EndpointPlan.FixedPort(resource, endpoint, randomPorts);
        await dcp.CreateAsync(DcpClient.Services, DcpObjects.Service(name, wanted), cancellationToken).ConfigureAwait(false);
        for (var waited = TimeSpan.Zero; waited < Limit; waited += Step)
        {
            if ((await dcp.GetAsync(DcpClient.Services, name, cancellationToken).ConfigureAwait(false))?["status"]?["effectivePort"] is { } port && (int)port > 0)
            {
                return (int)port;
            }

            await Task.Delay(Step, cancellationToken).ConfigureAwait(false);
        }

        throw new DistributedApplicationException(
            $"Endpoint '{endpoint.Name}' of resource '{resource.Name}' got no port{(wanted is null ? "" : $" {wanted}")} from the Aspire engine; is it taken? Another one is chosen with --{EndpointPlan.Setting(resource, endpoint)}=….");
    }
}
