using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Servers;

/// <summary>postgres on a cluster of its own, made with initdb at the first start.</summary>
internal sealed class PostgresServer(PostgresServerResource server) : INativeServer
{
    /// <summary>The database that every cluster has.</summary>
    public const string MaintenanceDatabase = "postgres";

    // PostgreSQL refuses to run as root; Debian's package brings this user.
    private const string UnprivilegedUser = "postgres";

    // The newest of these folders that holds a postgres wins: Debian, PGDG on Red Hat, Homebrew.
    private static readonly string[] VersionFolders = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt"];

    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(10);

    public string Product => "PostgreSQL";

    public string DebianPackage => "postgresql";

    /// <summary>SIGINT is the fast shutdown; SIGTERM would wait for every client to leave.</summary>
    public StopSignal StopSignal => StopSignal.Interrupt;

    public ServerPrograms? Find(Machine machine)
    {
        var folders = VersionFolders
            .SelectMany(machine.Subfolders)
            .OrderByDescending(folder => Version(Path.GetFileName(folder)))
            .Select(folder => Path.Combine(folder, "bin"));
        var found = folders.FirstOrDefault(folder => machine.Has(Path.Combine(folder, "postgres")) && machine.Has(Path.Combine(folder, "initdb")));
        if (found is not null)
        {
            return new ServerPrograms(Path.Combine(found, "postgres"), Path.Combine(found, "initdb"));
        }

        return machine.Find("postgres") is { } postgres && machine.Find("initdb") is { } initdb ? new ServerPrograms(postgres, initdb) : null;
    }

    public async Task<ExecutableLaunch> PrepareAsync(ServerPrograms programs, ServerPlace place, CancellationToken cancellationToken)
    {
        var cluster = Path.Combine(place.Folder, "data");
        if (place.IsRoot)
        {
            await Command.RunAsync("chown", [UnprivilegedUser, place.Folder], cancellationToken).ConfigureAwait(false);
            await RequireReachableAsync(place, cancellationToken).ConfigureAwait(false);
        }

        if (!File.Exists(Path.Combine(cluster, "PG_VERSION")))
        {
            await InitializeAsync(programs.Companion!, place, cluster, cancellationToken).ConfigureAwait(false);
        }

        string[] arguments =
        [
            programs.Main, "-D", cluster, "-p", $"{place.Port}",
            "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={place.Folder}",
            // Samples come as large copies: a small WAL would make a checkpoint of every few.
            "-c", "max_wal_size=4GB", "-c", "max_connections=200",
        ];
        var line = Unprivileged(place, arguments);
        return new ExecutableLaunch(line[0], "/", line[1..]);
    }

    private static int Version(string folder) =>
        int.TryParse(folder.AsSpan(folder.LastIndexOfAny(['-', '@']) + 1), out var version) ? version : 0;

    private static string[] Unprivileged(ServerPlace place, string[] line) => place.IsRoot
        ? ["setpriv", $"--reuid={UnprivilegedUser}", $"--regid={UnprivilegedUser}", "--init-groups", "env", $"HOME={place.Folder}", .. line]
        : line;

    private static async Task RequireReachableAsync(ServerPlace place, CancellationToken cancellationToken)
    {
        var line = Unprivileged(place, ["test", "-x", place.Folder]);
        if ((await Command.TryRunAsync(line[0], line[1..], CheckLimit, cancellationToken).ConfigureAwait(false)).ExitCode != 0)
        {
            throw new DistributedApplicationException(
                $"PostgreSQL does not run as root, and user {UnprivilegedUser} cannot enter {place.Folder}: make the folders above it passable (chmod o+x), or choose another data folder with --PerfMonitor:DataFolder=….");
        }
    }

    private async Task InitializeAsync(string initdb, ServerPlace place, string cluster, CancellationToken cancellationToken)
    {
        var user = await server.UserNameReference.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var password = await server.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var passwordFile = Path.Combine(place.Folder, "initdb.password");
        await PrivateFile.WriteAsync(passwordFile, password ?? "", cancellationToken).ConfigureAwait(false);
        try
        {
            if (place.IsRoot)
            {
                await Command.RunAsync("chown", [UnprivilegedUser, passwordFile], cancellationToken).ConfigureAwait(false);
            }

            var line = Unprivileged(place, [initdb, "-D", cluster, "-U", user!, "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-E", "UTF8", "--locale=C.UTF-8"]);
            await Command.RunAsync(line[0], line[1..], cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }
}
