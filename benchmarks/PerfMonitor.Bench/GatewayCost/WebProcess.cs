using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Bench.GatewayCost;

/// <summary>A build of the page's server as a process, on a PostgreSQL and a broker of its own, with one service behind it.</summary>
internal sealed class WebProcess : IDisposable
{
    private const string Key = "pm_a_key_that_opens_nothing_but_this_benchmark";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly PrivatePostgres _postgres = PrivatePostgres.TryStart() ?? throw new InvalidOperationException(PrivatePostgres.Missing);
    private readonly PrivateRabbitMQ _broker = PrivateRabbitMQ.TryStart() ?? throw new InvalidOperationException(PrivateRabbitMQ.Missing);
    private readonly string _folder = Directory.CreateTempSubdirectory("perfmonitor-gateway-").FullName;
    private readonly Process _process;

    public WebProcess(string program, Uri service)
    {
        var address = $"http://127.0.0.1:{FreePort.Find().ToString(CultureInfo.InvariantCulture)}";
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(program)]) { WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(program)), RedirectStandardOutput = true };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("ConnectionStrings__perfmonitor", _postgres.ConnectionString),
            ("ConnectionStrings__bus", $"amqp://guest:guest@127.0.0.1:{_broker.Port.ToString(CultureInfo.InvariantCulture)}"),
            ("Web__Listen", address),
            ("Internal__Key", "a key that opens nothing but this benchmark"),
            ("PERFMONITOR_API_KEY", Key),
            ("services__analytics__http__0", service.AbsoluteUri),
            ("services__alerting__http__0", service.AbsoluteUri),
            ("services__ingestion__http__0", service.AbsoluteUri),
            ("Logging__LogLevel__Default", "None"),

            // With a page, as everywhere: without one it would be looked for at each request.
            ("Page__Root", PageFolder()),
        ])
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        Client = new HttpClient { BaseAddress = new Uri(address) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <summary>A client with a key of it.</summary>
    public HttpClient Client { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Waits until it passes requests on.</summary>
    public async Task WaitAsync(string path)
    {
        for (var started = Stopwatch.StartNew(); ; await Task.Delay(200))
        {
            try
            {
                using var answer = await Client.GetAsync(path);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (started.Elapsed < StartLimit && !_process.HasExited)
            {
                // It is starting.
            }

            if (started.Elapsed >= StartLimit)
            {
                throw new InvalidOperationException($"The server does not answer {path}.");
            }
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _broker.Dispose();
        _postgres.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string PageFolder()
    {
        File.WriteAllText(Path.Combine(_folder, "index.html"), "");
        return _folder;
    }
}
