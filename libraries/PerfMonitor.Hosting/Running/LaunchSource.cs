using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Dcp;

namespace PerfMonitor.Hosting.Running;

/// <summary>Knows how a resource is started, anew for every start.</summary>
internal abstract class LaunchSource
{
    /// <summary>DCP's kind of object.</summary>
    public virtual string Kind => DcpClient.Executables;

    /// <summary>Whether services depend on it, so that it is stopped after them.</summary>
    public virtual bool IsServer => false;

    public virtual StopSignal StopSignal => StopSignal.Terminate;

    public abstract Task<Launch> CreateAsync(CancellationToken cancellationToken);

    /// <summary>Adds type and facts to what the dashboard shows.</summary>
    public abstract CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot);

    public static JsonObject ToObject(string id, Launch launch) => launch switch
    {
        ExecutableLaunch executable => DcpObjects.Executable(id, executable),
        ContainerLaunch container => DcpObjects.Container(id, container),
        _ => throw new InvalidOperationException($"{launch.GetType().Name} is no launch DCP knows."),
    };
}
