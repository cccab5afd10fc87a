using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PerfMonitor.Bench.Fuzzing;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>A Prometheus of its own on a free port, fed through its remote-write receiver, which keeps stale markers as they are.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private readonly Process _process;
    private readonly HttpClient _client;

    private PrometheusServer(string folder, Process process, HttpClient client) => (_folder, _process, _client) = (folder, process, client);

    /// <summary>Starts it; it uses one processor at most.</summary>
    public static async Task<PrometheusServer> StartAsync(InstalledTool prometheus)
    {
        string folder = Directory.CreateTempSubdirectory("perfmonitor-differential-").FullName, configuration = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(configuration, "global: {scrape_interval: 1m}\n");
        int port = FreePort.Find();
        var process = prometheus.Start(
            $"--config.file={configuration}", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--web.enable-remote-write-receiver", "--log.level=error");
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new PrometheusServer(folder, process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
        await server.WaitAsync();
        return server;
    }

    /// <summary>Writes samples, those of each time in a request of its own.</summary>
    public async Task WriteAsync(IReadOnlyList<DataSample> samples)
    {
        foreach (var together in samples.GroupBy(sample => sample.TimestampMs))
        {
            var body = RemoteWriteBody.Write(RemoteWriteVersion.V1, [.. together.Select(sample => (sample.Labels.ToList(), sample.Value))], together.Key, describes: false);
            using var content = new ByteArrayContent(SnappyPacker.Pack(body));
            content.Headers.Add("Content-Type", "application/x-protobuf");
            content.Headers.Add("Content-Encoding", "snappy");
            using var answer = await _client.PostAsync("/api/v1/write", content);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"Prometheus answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    public async Task<Answer> AskAsync(DifferentialQuery query)
    {
        var form = new Dictionary<string, string> { ["query"] = query.Text };
        if (query.IsRange) (form["start"], form["end"], form["step"]) = (Seconds(query.StartMs), Seconds(query.EndMs), Seconds(query.StepMs));
        else form["time"] = Seconds(query.StartMs);
        using var content = new FormUrlEncodedContent(form);
        using var answer = await _client.PostAsync(query.IsRange ? "/api/v1/query_range" : "/api/v1/query", content);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return Answer.OfJson(json.RootElement);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Seconds(long milliseconds) => (milliseconds / 1_000m).ToString(CultureInfo.InvariantCulture);

    private async Task WaitAsync()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartLimit && !_process.HasExited; await Task.Delay(100))
        {
            try
            {
                using var answer = await _client.GetAsync("/-/ready");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        throw new InvalidOperationException($"Prometheus does not answer on {_client.BaseAddress}");
    }
}
