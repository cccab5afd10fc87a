using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Dcp;

namespace PerfMonitor.Hosting.Running;

/// <summary>What the details pane of the dashboard shows of a process; the names are the dashboard's.</summary>
internal static class ProcessFacts
{
    public const string ProcessId = "executable.pid";

    public static IEnumerable<ResourcePropertySnapshot> Of(DcpStatus? status, bool withArguments)
    {
        if (status is { HasEnded: false, ProcessId: { } processId })
        {
            yield return new(ProcessId, processId);
        }

        if (status is { HasEnded: true, ExitCode: { } exitCode })
        {
            yield return new("resource.exitCode", exitCode);
        }

        // How a server of the machine is started is nothing a person asked for; its settings lie in its folder.
        if (withArguments && status is { Arguments.Length: > 0 })
        {
            yield return new("executable.args", status.Arguments);
        }
    }
}
