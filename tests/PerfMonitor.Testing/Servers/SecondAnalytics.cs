using System.Diagnostics;
using System.Runtime.InteropServices;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Testing.Servers;

/// <summary>A second instance of analytics: the same program with the same settings on another port, which shares the partitions with the first.</summary>
public sealed class SecondAnalytics : IDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;

    private SecondAnalytics(Process process, string id, HttpClient http) => (_process, Id, Http) = (process, id, http);

    /// <summary>The instance label of its own metrics.</summary>
    public string Id { get; }

    /// <summary>Asks it without the gateway, with a token of the system's own.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts one beside the process given, and waits until it answers.</summary>
    public static async Task<SecondAnalytics> StartAsync(int first, CancellationToken cancellationToken)
    {
        var address = $"http://localhost:{FreePort.Find()}";
        var command = (await File.ReadAllTextAsync($"/proc/{first}/cmdline", cancellationToken)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = File.ResolveLinkTarget($"/proc/{first}/cwd", returnFinalTarget: true)!.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var variable in (await File.ReadAllTextAsync($"/proc/{first}/environ", cancellationToken)).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            start.Environment[variable[..equals]] = variable[(equals + 1)..];
        }

        var id = $"{Guid.NewGuid():n}";
        start.Environment["ASPNETCORE_URLS"] = address;
        start.Environment["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={id}";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var http = new HttpClient(new Signed(new InternalToken(start.Environment["Internal__Key"]!))) { BaseAddress = new Uri(address) };
        await Eventually.HoldsAsync("the second instance of analytics", async token => (await http.GetAsync("/health/ready", token)).IsSuccessStatusCode, cancellationToken);
        return new SecondAnalytics(process, id, http);
    }

    /// <summary>Lets it leave in order.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        _ = SendSignal(_process.Id, Terminate);
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Ends it with no time for anything.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        Http.Dispose();
    }

    /// <summary>Signs each request, as the gateway does.</summary>
    private sealed class Signed(InternalToken tokens) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add(InternalToken.Header, tokens.Issue("handover", Roles.Viewer, DateTimeOffset.UtcNow));
            return base.SendAsync(request, cancellationToken);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
