namespace Aspire.Hosting;

/// <summary>How the application is set up before its resources are described.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly, if it is not the one that was started.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The folder of the AppHost's project, if the assembly does not say it.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Whether the Aspire dashboard stays off.</summary>
    public bool DisableDashboard { get; set; }
}
