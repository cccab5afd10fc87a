namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project started on the machine.</summary>
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport;
