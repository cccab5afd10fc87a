using System.Diagnostics;

namespace PerfMonitor.Testing.Servers;

/// <summary>A PostgreSQL of a test's own: a folder that is thrown away, a free loopback port, no durability.</summary>
public sealed class PrivatePostgres : IDisposable
{
    /// <summary>Why a test is skipped where there is none.</summary>
    public const string Missing = "PostgreSQL's server programs are not installed on this machine.";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string _programs;
    private readonly string _folder;
    private readonly int _port;
    private Process _server;

    private PrivatePostgres(string programs)
    {
        _programs = programs;
        _folder = Directory.CreateTempSubdirectory("perfmonitor-postgres-").FullName;
        if (AsPostgres)
        {
            Run("chown", ["postgres", _folder]);
        }

        Run($"{programs}/initdb", ["-D", $"{_folder}/data", "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], AsPostgres);
        _port = FreePort.Find();
        ConnectionString = $"Host=127.0.0.1;Port={_port};Username=test;Database=postgres";
        _server = Start();
    }

    /// <summary>For Npgsql, with all rights.</summary>
    public string ConnectionString { get; }

    // PostgreSQL refuses to run as root.
    private static bool AsPostgres => Environment.IsPrivilegedProcess;

    /// <summary>Starts one; null where PostgreSQL is not installed.</summary>
    public static PrivatePostgres? TryStart() => Programs() is { } programs ? new PrivatePostgres(programs) : null;

    /// <summary>Ends all its processes with −9. What it has committed is in the files, which the system keeps.</summary>
    public void Kill()
    {
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
    }

    /// <summary>Starts it again over the same files and the same port, and waits until it has recovered.</summary>
    public void Restart() => _server = Start();

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_server.HasExited)
        {
            // The postmaster takes its children with it on SIGQUIT; killed, it would leave them for a moment.
            Run("kill", ["-QUIT", $"{_server.Id}"]);
            _server.WaitForExit(StartLimit);
        }

        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Programs()
    {
        const string Debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(Debian) ? Directory.EnumerateDirectories(Debian).OrderDescending(StringComparer.Ordinal).Select(version => $"{version}/bin") : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        return folders.Concat(path).FirstOrDefault(folder => File.Exists($"{folder}/initdb") && File.Exists($"{folder}/postgres"));
    }

    private Process Start()
    {
        var server = Process.Start(Command(
            $"{_programs}/postgres",
            ["-D", $"{_folder}/data", "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={_folder}", "-c", "fsync=off", "-c", "log_destination=stderr", "-c", "logging_collector=off"],
            AsPostgres))!;
        server.BeginErrorReadLine();
        server.BeginOutputReadLine();
        WaitUntilReady(server, $"{_programs}/pg_isready", _port);
        return server;
    }

    private void WaitUntilReady(Process server, string probe, int port)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartLimit;)
        {
            if (server.HasExited)
            {
                break;
            }

            using var asked = Process.Start(Command(probe, ["-h", "127.0.0.1", "-p", $"{port}", "-q"], asPostgres: false))!;
            asked.WaitForExit();
            if (asked.ExitCode == 0)
            {
                return;
            }

            Thread.Sleep(50);
        }

        throw new InvalidOperationException($"PostgreSQL in {_folder} did not start.");
    }

    private static void Run(string program, string[] arguments, bool asPostgres = false)
    {
        using var process = Process.Start(Command(program, arguments, asPostgres))!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors}");
        }
    }

    private static ProcessStartInfo Command(string program, string[] arguments, bool asPostgres) => new(
        asPostgres ? "setpriv" : program,
        asPostgres ? ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments] : arguments)
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
        WorkingDirectory = "/",
    };
}
