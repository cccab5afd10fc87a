namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container; in local mode a server of the machine may stand in for it.</summary>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>The program started instead of the image's own.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
