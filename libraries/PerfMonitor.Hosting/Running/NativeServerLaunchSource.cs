using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Servers;
using PerfMonitor.Hosting.Settings;

namespace PerfMonitor.Hosting.Running;

/// <summary>Starts a server from programs of the machine, in its own part of the data folder.</summary>
internal sealed class NativeServerLaunchSource(ContainerResource resource, ServerPlan.Native plan, DataFolder data) : LaunchSource
{
    public override bool IsServer => true;

    public override StopSignal StopSignal => plan.Server.StopSignal;

    private string Folder => data.Folder(resource.Name);

    public override async Task<Launch> CreateAsync(CancellationToken cancellationToken)
    {
        var port = resource.Annotations.OfType<EndpointAnnotation>().Single().AllocatedEndpoint!.Port;
        return await plan.Server.PrepareAsync(plan.Programs, new ServerPlace(Folder, port, Environment.IsPrivilegedProcess), cancellationToken).ConfigureAwait(false);
    }

    public override CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot) => snapshot with
    {
        ResourceType = plan.Server.Product,
        Properties =
        [
            new("executable.path", plan.Programs.Main),
            new("executable.workDir", Folder),
            new("resource.source", plan.Programs.Main),
        ],
    };
}
