using PerfMonitor.Peers.Measuring;

namespace PerfMonitor.Peers.Peers;

/// <summary>Prometheus from Debian's package, with its remote-write receiver and its admin API switched on.</summary>
internal sealed class Prometheus : IPeer
{
    private PeerProcess? _process;

    public string Name => "Prometheus";

    public Uri WriteAddress => new(QueryAddress, "/api/v1/write");

    public Uri QueryAddress => Started.Address;

    public ProcessTree Processes => Started.Processes;

    private PeerProcess Started => _process ?? throw new InvalidOperationException("Prometheus has not been started.");

    public async Task StartAsync(CancellationToken cancellationToken) =>
        _process = await PeerProcess.StartAsync("prometheus", "prometheus", "/-/ready", Arguments, cancellationToken);

    /// <summary>A snapshot holds every sample in blocks, those too that would stay in the write-ahead log for hours.</summary>
    public async Task<long> CompactAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = QueryAddress, Timeout = TimeSpan.FromMinutes(5) };
        using var answer = await client.PostAsync("/api/v1/admin/tsdb/snapshot", content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return PeerProcess.SizeOf(Path.Combine(Started.Folder, "data", "snapshots"));
    }

    public Task KillAsync(CancellationToken cancellationToken) => Started.KillAsync(cancellationToken);

    public Task RestartAsync(CancellationToken cancellationToken) => Started.RestartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string[] Arguments(string folder, int port)
    {
        var configuration = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(configuration, "global: {scrape_interval: 1m}\n");
        return
        [
            $"--config.file={configuration}", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}",
            "--web.enable-remote-write-receiver", "--web.enable-admin-api", "--log.level=warn",
        ];
    }
}
