using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PerfMonitor.Testing.Servers;

/// <summary>A PostgreSQL of a test's own: a folder that is thrown away, a free loopback port, no durability.</summary>
public sealed class PrivatePostgres : IDisposable
{
    /// <summary>Why a test is skipped where there is none.</summary>
    public const string Missing = "PostgreSQL's server programs are not installed on this machine.";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private readonly Process _server;

    private PrivatePostgres(string programs)
    {
        _folder = Directory.CreateTempSubdirectory("perfmonitor-postgres-").FullName;
        if (AsPostgres)
        {
            Run("chown", ["postgres", _folder]);
        }

        Run($"{programs}/initdb", ["-D", $"{_folder}/data", "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], AsPostgres);
        var port = FreePort();
        _server = Process.Start(Command(
            $"{programs}/postgres",
            ["-D", $"{_folder}/data", "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={_folder}", "-c", "fsync=off", "-c", "log_destination=stderr", "-c", "logging_collector=off"],
            AsPostgres))!;
        _server.BeginErrorReadLine();
        _server.BeginOutputReadLine();
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=test;Database=postgres";
        WaitUntilReady($"{programs}/pg_isready", port);
    }

    /// <summary>For Npgsql, with all rights.</summary>
    public string ConnectionString { get; }

    // PostgreSQL refuses to run as root.
    private static bool AsPostgres => Environment.IsPrivilegedProcess;

    /// <summary>Starts one; null where PostgreSQL is not installed.</summary>
    public static PrivatePostgres? TryStart() => Programs() is { } programs ? new PrivatePostgres(programs) : null;

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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void WaitUntilReady(string probe, int port)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartLimit;)
        {
            if (_server.HasExited)
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
