using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Servers;

/// <summary>A kind of server that local mode can run without containers.</summary>
internal interface INativeServer
{
    /// <summary>What people call it.</summary>
    string Product { get; }

    /// <summary>The Debian package that brings it.</summary>
    string DebianPackage { get; }

    /// <summary>The signal that ends it quickly and cleanly while clients are connected.</summary>
    StopSignal StopSignal => StopSignal.Terminate;

    /// <summary>Looks for the server's programs on the machine.</summary>
    ServerPrograms? Find(Machine machine);

    /// <summary>Writes what the server needs into its folder and says how to start it.</summary>
    Task<ExecutableLaunch> PrepareAsync(ServerPrograms programs, ServerPlace place, CancellationToken cancellationToken);
}

/// <summary>Where the programs of a server were found.</summary>
/// <param name="Main">The server itself.</param>
/// <param name="Companion">The second program it needs, such as initdb or epmd.</param>
internal sealed record ServerPrograms(string Main, string? Companion = null);

/// <summary>Where a server runs.</summary>
/// <param name="Folder">Its own folder in the data folder.</param>
/// <param name="Port">The port it listens on, on 127.0.0.1 only.</param>
/// <param name="IsRoot">Whether the AppHost runs as root.</param>
internal sealed record ServerPlace(string Folder, int Port, bool IsRoot);

/// <summary>Says that a container of the model may be a server of the machine instead.</summary>
internal sealed record ServerAnnotation(INativeServer Server) : IResourceAnnotation;
