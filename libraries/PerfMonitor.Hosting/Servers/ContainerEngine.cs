using System.ComponentModel;

namespace PerfMonitor.Hosting.Servers;

/// <summary>Finds a container engine that really works: the client alone, without a running engine, does not count.</summary>
internal static class ContainerEngine
{
    private static readonly string[] Clients = ["docker", "podman"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<string?> FindAsync(Machine machine, CancellationToken cancellationToken)
    {
        foreach (var client in Clients)
        {
            if (machine.Find(client) is { } program && await AnswersAsync(program, cancellationToken).ConfigureAwait(false))
            {
                return client;
            }
        }

        return null;
    }

    /// <summary>
    /// One that is not installed, to be named to DCP where no container is wanted: it runs the client of an engine it is told of, or finds by
    /// itself, every five seconds to see how it is. Null where all are installed.
    /// </summary>
    public static string? Absent(Machine machine) => Clients.FirstOrDefault(client => machine.Find(client) is null);

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
