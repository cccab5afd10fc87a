using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PerfMonitor.Peers.Measuring;

namespace PerfMonitor.Peers.Peers;

/// <summary>A server started for a run on a free port and a folder of its own, ended and removed with it.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string _readyPath;
    private readonly ProcessStartInfo _start;
    private Process _process;
    private readonly string _mark = $"PERFMONITOR_PEER={Guid.NewGuid():N}";

    private PeerProcess(string program, string readyPath, string folder, int port, IReadOnlyList<string> arguments)
    {
        Folder = folder;
        Address = new Uri($"http://127.0.0.1:{port}");
        _readyPath = readyPath;
        _start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        _start.Environment["PERFMONITOR_PEER"] = _mark.Split('=')[1];
        _process = Launch();
        Processes = new ProcessTree(_mark);
    }

    public string Folder { get; }

    public Uri Address { get; }

    public ProcessTree Processes { get; }

    private string LastLine { get; set; } = "";

    /// <summary>Starts a program of a Debian package; the arguments are made of the folder and the port.</summary>
    public static async Task<PeerProcess> StartAsync(string package, string program, string readyPath, Func<string, int, string[]> arguments, CancellationToken cancellationToken)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new PeerMissingException($"{program} is not installed: apt install {package}, or leave it out with --peers");
        var folder = Directory.CreateTempSubdirectory($"perfmonitor-peers-{program}-").FullName;
        var port = FreePort();
        var peer = new PeerProcess(path, readyPath, folder, port, arguments(folder, port));
        await peer.WaitAsync(cancellationToken);
        return peer;
    }

    /// <summary>Ends it with SIGKILL.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        Processes.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Starts it again on the same folder and port.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        _process.Dispose();
        _process = Launch();
        await WaitAsync(cancellationToken);
    }

    /// <summary>Bytes of all files in a folder.</summary>
    public static long SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private Process Launch()
    {
        var process = Process.Start(_start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(object sender, DataReceivedEventArgs line) => LastLine = line.Data ?? LastLine;

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartLimit && !_process.HasExited;)
        {
            try
            {
                using var answer = await client.GetAsync(_readyPath, cancellationToken);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100, cancellationToken);
        }

        throw new InvalidOperationException($"{_process.StartInfo.FileName} does not answer on {Address}{_readyPath}: {LastLine}");
    }

    /// <summary>A port of loopback that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A peer's program is not on this machine; the message says how it gets there.</summary>
internal sealed class PeerMissingException(string message) : Exception(message);
