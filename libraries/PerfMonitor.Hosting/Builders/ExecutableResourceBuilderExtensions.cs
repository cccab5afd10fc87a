using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds programs.</summary>
public static class ExecutableResourceBuilderExtensions
{
    /// <summary>Adds a program; a relative folder starts at the AppHost's.</summary>
    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory))).WithArgs(args ?? []);

    /// <summary>Adds a program, some arguments of which are run-time values.</summary>
    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params object[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory))).WithArgs(args ?? []);
}
