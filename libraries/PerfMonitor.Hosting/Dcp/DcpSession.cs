using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Aspire.Hosting;
using PerfMonitor.Hosting.Servers;
using PerfMonitor.Hosting.Settings;

namespace PerfMonitor.Hosting.Dcp;

/// <summary>One run of DCP: its folder, its process, and how to reach it.</summary>
internal sealed class DcpSession : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    // What tells the AppHost how to listen must not tell DCP and its children.
    private static readonly string[] NotInherited = ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE"];

    private readonly string _folder;

    private DcpSession(string folder, DcpClient client)
    {
        _folder = folder;
        Client = client;
    }

    public DcpClient Client { get; }

    public static async Task<DcpSession> StartAsync(DcpBundle bundle, string? containerEngine, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(TemporaryFolder.NewPath("dcp"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = DcpCertificate.Create(key, DateTimeOffset.UtcNow);
        var (certificateFile, keyFile, kubeconfig) = (Path.Combine(folder, "server.crt"), Path.Combine(folder, "server.key"), Path.Combine(folder, "kubeconfig"));
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem(), cancellationToken).ConfigureAwait(false);
        await PrivateFile.WriteAsync(keyFile, key.ExportPkcs8PrivateKeyPem(), cancellationToken).ConfigureAwait(false);

        string[] arguments =
        [
            "start-apiserver", "--monitor", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "--monitor-interval", "1", "--detach",
            "--kubeconfig", kubeconfig, "--tls-cert-file", certificateFile, "--tls-key-file", keyFile,
            .. containerEngine is null ? (string[])[] : ["--container-runtime", containerEngine],
        ];
        await RunAsync(bundle.Dcp, arguments, folder, token, cancellationToken).ConfigureAwait(false);
        var server = await ReadServerAsync(kubeconfig, cancellationToken).ConfigureAwait(false);
        return new DcpSession(folder, new DcpClient(server, token, DcpCertificate.Thumbprint(certificate)));
    }

    /// <summary>Whether a process of this session is still there: its command line names the session's folder.</summary>
    public bool HasProcesses() => Directory.Exists("/proc") && Directory.EnumerateDirectories("/proc").Any(process =>
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(process)[0]) && File.ReadAllText(Path.Combine(process, "cmdline")).Contains(_folder, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at, or is another user's.
            return false;
        }
    });

    public void Dispose()
    {
        Client.Dispose();
        TemporaryFolder.TryDelete(_folder);
    }

    private static async Task RunAsync(string dcp, string[] arguments, string folder, string token, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(dcp, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DCP_SESSION_FOLDER"] = folder;
        start.Environment["DCP_SECURE_TOKEN"] = token;
        start.Environment["DCP_STATE_STORE_PATH"] = Path.Combine(folder, "state.db");
        foreach (var name in NotInherited)
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start) ?? throw new DistributedApplicationException($"{dcp} could not be started.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new DistributedApplicationException(
                $"The Aspire engine ({dcp}) did not start (exit code {process.ExitCode}): {(await errors.ConfigureAwait(false) + await output.ConfigureAwait(false)).Trim()}");
        }
    }

    private static async Task<Uri> ReadServerAsync(string kubeconfig, CancellationToken cancellationToken)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartLimit;)
        {
            if (File.Exists(kubeconfig) && ServerLine(await File.ReadAllLinesAsync(kubeconfig, cancellationToken).ConfigureAwait(false)) is { } server)
            {
                return server;
            }

            await Task.Delay(Step, cancellationToken).ConfigureAwait(false);
        }

        throw new DistributedApplicationException($"The Aspire engine started but did not say where it listens within {StartLimit.TotalSeconds:0} s.");
    }

    private static Uri? ServerLine(string[] lines) =>
        lines.Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("server:", StringComparison.Ordinal)) is { } found ? new Uri(found["server:".Length..].Trim()) : null;
}
