using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A resource that others find by <c>services__name__endpoint__0</c>.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>Where a project lies; the build generates one class of this kind for every referenced project.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>Whether the project was built with the AppHost.</summary>
    bool SuppressBuild => false;
}
