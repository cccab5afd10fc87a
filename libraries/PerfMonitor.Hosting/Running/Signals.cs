using System.Runtime.InteropServices;

namespace PerfMonitor.Hosting.Running;

/// <summary>Sends signals that .NET has no call for.</summary>
internal static partial class Signals
{
    /// <summary>Sends the signal; a process that is gone already is no error.</summary>
    public static void Send(int processId, StopSignal signal) => _ = Kill(processId, (int)signal);

    /// <summary>Whether a process of that id exists.</summary>
    public static bool Exists(int processId) => Kill(processId, 0) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
