using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Describes an application: its resources and how they depend on each other.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Settings: appsettings, environment, command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The folder of the AppHost's project; relative paths in the model start there.</summary>
    string AppHostDirectory { get; }

    /// <summary>The AppHost's assembly.</summary>
    Assembly? AppHostAssembly { get; }

    /// <summary>Development, Production, …</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Services of the AppHost process itself.</summary>
    IServiceCollection Services { get; }

    /// <summary>Whether the application runs or is published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resources described so far.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Adds a resource.</summary>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>A builder for a resource without adding it.</summary>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource;

    /// <summary>Ends the description.</summary>
    DistributedApplication Build();
}
