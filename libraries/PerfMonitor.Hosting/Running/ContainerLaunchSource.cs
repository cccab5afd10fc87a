using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Dcp;
using PerfMonitor.Hosting.Settings;

namespace PerfMonitor.Hosting.Running;

/// <summary>Starts a container of the model through DCP.</summary>
internal sealed class ContainerLaunchSource(ContainerResource resource, DataFolder data) : LaunchSource
{
    public override string Kind => DcpClient.Containers;

    public override bool IsServer => true;

    private string Image
    {
        get
        {
            var image = resource.Annotations.OfType<ContainerImageAnnotation>().Last();
            return $"{(image.Registry is null ? "" : image.Registry + "/")}{image.Image}{(image.Tag is null ? "" : ":" + image.Tag)}";
        }
    }

    public override async Task<Launch> CreateAsync(CancellationToken cancellationToken) =>
        new ContainerLaunch(Image, await LaunchValues.ArgumentsAsync(resource, cancellationToken).ConfigureAwait(false))
        {
            Environment = await LaunchValues.ModelEnvironmentAsync(resource, cancellationToken).ConfigureAwait(false),
            Ports = LaunchValues.Endpoints(resource).ToDictionary(endpoint => endpoint.TargetPort ?? endpoint.AllocatedEndpoint!.Port, endpoint => endpoint.AllocatedEndpoint!.Port),
            // What lives for one run only needs no volume that would outlive it.
            Mounts = data.IsTemporary ? [] : [.. resource.Annotations.OfType<ContainerMountAnnotation>().Select(Mount)],
        };

    public override CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot) => snapshot with
    {
        ResourceType = "Container",
        Properties = [new("container.image", Image), new("resource.source", Image)],
    };

    // Volumes belong to the data folder whose secrets they were made with: another folder, or a fresh one, has its own.
    private ContainerMount Mount(ContainerMountAnnotation mount) => mount.Type == ContainerMountType.Volume
        ? new("volume", $"{mount.Source}-{data.Identity}", mount.Target, mount.IsReadOnly)
        : new("bind", mount.Source ?? "", mount.Target, mount.IsReadOnly);
}
