using System.Diagnostics;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Bench.IngestionCost;

/// <summary>The ingestion service as a process of its own, on a free port, with servers of its own.</summary>
internal sealed class IngestionProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    public IngestionProcess(PrivateRabbitMQ broker, PrivatePostgres postgres, int partitions)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PerfMonitor.Ingestion.dll")]) { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[
            ("ASPNETCORE_URLS", Address.ToString()),
            ("ConnectionStrings__bus", $"amqp://guest:guest@127.0.0.1:{broker.Port}"),
            ("ConnectionStrings__perfmonitor", postgres.ConnectionString),
            ("Internal__Key", new string('k', 48)),
            ("Bus__Partitions", $"{partitions}"),
        ])
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public async Task ReadyAsync(HttpClient client)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < StartLimit && !_process.HasExited; await Task.Delay(100))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(Address, "/health/ready"));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Its port is not open yet.
            }
        }

        throw new InvalidOperationException($"Ingestion at {Address} did not become ready.");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
