using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Servers;
using PerfMonitor.Hosting.Settings;

namespace PerfMonitor.Hosting.Running;

/// <summary>Chooses how each resource of the model is looked after.</summary>
internal sealed class RunnerFactory(RunContext context, IReadOnlyDictionary<IResource, ServerPlan> servers, DataFolder data, TelemetryTarget? telemetry)
{
    private const int InstanceBytes = 4;

    public ResourceRunner Create(IResource resource)
    {
        var instance = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(InstanceBytes));
        var id = $"{resource.Name}-{instance}";
        return resource switch
        {
            ContainerResource container => servers[container] switch
            {
                ServerPlan.Native native => new ProcessRunner(container, id, new NativeServerLaunchSource(container, native, data), context),
                ServerPlan.Container => new ProcessRunner(container, id, new ContainerLaunchSource(container, data), context),
                _ => new GivenRunner(container, id, context),
            },
            PostgresDatabaseResource database when !database.Annotations.OfType<ConnectionStringRedirectAnnotation>().Any() => new DatabaseRunner(database, id, context),
            ExecutableResource or ProjectResource => new ProcessRunner(resource, id, new ProgramLaunchSource(resource, instance, telemetry, Machine.This), context),
            _ => new GivenRunner(resource, id, context),
        };
    }
}
