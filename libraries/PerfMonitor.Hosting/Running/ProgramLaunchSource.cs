using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Servers;

namespace PerfMonitor.Hosting.Running;

/// <summary>Starts a project or a program of the model.</summary>
internal sealed class ProgramLaunchSource(IResource resource, string instance, TelemetryTarget? telemetry, Machine machine) : LaunchSource
{
    public override async Task<Launch> CreateAsync(CancellationToken cancellationToken)
    {
        var (program, folder, arguments) = Program();
        var more = await LaunchValues.ArgumentsAsync(resource, cancellationToken).ConfigureAwait(false);
        return new ExecutableLaunch(program, folder, [.. arguments, .. more])
        {
            Environment = await LaunchValues.EnvironmentAsync(resource, instance, telemetry, cancellationToken).ConfigureAwait(false),
            Services = [.. LaunchValues.Endpoints(resource).Where(endpoint => endpoint.IsProxied).Select(endpoint => new ProxiedService(EndpointPlan.ServiceName(resource, endpoint), endpoint.TargetPort))],
        };
    }

    public override CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot) => resource switch
    {
        ExecutableResource executable => snapshot with
        {
            ResourceType = "Executable",
            Properties =
            [
                new("executable.path", executable.Command),
                new("executable.workDir", executable.WorkingDirectory),
                new("resource.source", Path.GetFileName(executable.Command)),
            ],
        },
        _ => snapshot with
        {
            ResourceType = "Project",
            Properties =
            [
                new("project.path", Project.ProjectPath),
                new("executable.path", DotNet.Host),
                new("executable.workDir", Path.GetDirectoryName(Project.ProjectPath)),
                new("resource.source", Path.GetFileName(Project.ProjectPath)),
            ],
        },
    };

    private IProjectMetadata Project => resource.Annotations.OfType<IProjectMetadata>().Single();

    private (string Program, string Folder, string[] Arguments) Program()
    {
        if (resource is ExecutableResource executable)
        {
            return (Find(executable), executable.WorkingDirectory, []);
        }

        if (Project is not IBuiltProjectMetadata { TargetPath: var assembly })
        {
            throw new DistributedApplicationException($"Project {Project.ProjectPath} does not say where it was built; is PerfMonitor.Hosting.targets imported by the AppHost's project?");
        }

        return File.Exists(assembly)
            ? (DotNet.Host, Path.GetDirectoryName(Project.ProjectPath)!, ["exec", assembly])
            : throw new DistributedApplicationException($"{assembly} does not exist: build the solution (dotnet build).");
    }

    private string Find(ExecutableResource executable)
    {
        var program = executable.Command.Contains('/', StringComparison.Ordinal)
            ? Path.GetFullPath(executable.Command, executable.WorkingDirectory) is var path && machine.Has(path) ? path : null
            : machine.Find(executable.Command);
        if (program is null)
        {
            throw new DistributedApplicationException($"the program '{executable.Command}' is not installed (it is on none of the folders of PATH).");
        }

        return Directory.Exists(executable.WorkingDirectory)
            ? program
            : throw new DistributedApplicationException($"its folder {executable.WorkingDirectory} does not exist.");
    }
}
