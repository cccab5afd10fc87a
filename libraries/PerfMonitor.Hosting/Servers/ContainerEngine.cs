using System.ComponentModel;

namespace PerfMonitor.Hosting.Servers;

/// <summary>Finds a container engine that really works: the client alone, without a running engine, does not count.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<string?> FindAsync(Machine machine, CancellationToken cancellationToken)
    {
        foreach (var client in (string[])["docker", "podman"])
        {
            if (machine.Find(client) is { } program && await AnswersAsync(program, cancellationToken).ConfigureAwait(false))
            {
                return client;
            }
        }

        return null;
    }

    private static async Task<bool> AnswersAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            return (await Command.TryRunAsync(program, ["info"], Patience, cancellationToken).ConfigureAwait(false)).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            // On PATH but not executable on this machine.
            return false;
        }
    }
}
