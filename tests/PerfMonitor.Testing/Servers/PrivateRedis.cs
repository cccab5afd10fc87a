using System.Diagnostics;

namespace PerfMonitor.Testing.Servers;

/// <summary>A Redis of a test's own: nothing on disk, a free loopback port.</summary>
public sealed class PrivateRedis : IDisposable
{
    /// <summary>Why a test is skipped where there is none.</summary>
    public const string Missing = "redis-server is not installed on this machine.";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);

    private readonly Process _server;

    private PrivateRedis(string program)
    {
        var port = FreePort.Find();
        _server = Process.Start(new ProcessStartInfo(program, ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]) { RedirectStandardOutput = true })!;
        ConnectionString = $"127.0.0.1:{port}";
        using var ready = new ManualResetEventSlim();
        _server.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Ready to accept connections", StringComparison.Ordinal) ?? true)
            {
                ready.Set();
            }
        };
        _server.BeginOutputReadLine();
        if (ready.Wait(StartLimit) && !_server.HasExited)
        {
            return;
        }

        throw new InvalidOperationException("redis-server did not start.");
    }

    /// <summary>For StackExchange.Redis.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts one; null where Redis is not installed.</summary>
    public static PrivateRedis? TryStart()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        return folders.Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists) is { } program ? new PrivateRedis(program) : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit(StartLimit);
        _server.Dispose();
    }
}
