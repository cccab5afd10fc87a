namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program started on the machine.</summary>
public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>The program: a path, or a name found on PATH.</summary>
    public string Command => command;

    /// <summary>The folder it starts in.</summary>
    public string WorkingDirectory => workingDirectory;
}
