using System.Runtime.InteropServices;

namespace PerfMonitor.Hosting.Running;

/// <summary>The dotnet program this process runs on; the services run on the same.</summary>
internal static class DotNet
{
    // The runtime lies in <root>/shared/Microsoft.NETCore.App/<version>/.
    public static string Host { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")) is var host && File.Exists(host) ? host : "dotnet";
}
