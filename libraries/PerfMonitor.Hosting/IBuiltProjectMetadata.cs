namespace PerfMonitor.Hosting;

/// <summary>
/// What PerfMonitor.Hosting.targets knows of a referenced project beyond Aspire's metadata: the assembly it was built into, so
/// that starting it needs no build tool.
/// </summary>
public interface IBuiltProjectMetadata : Aspire.Hosting.IProjectMetadata
{
    /// <summary>The path of the built assembly.</summary>
    string TargetPath { get; }
}
