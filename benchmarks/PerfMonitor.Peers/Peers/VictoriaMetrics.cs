using PerfMonitor.Peers.Measuring;

namespace PerfMonitor.Peers.Peers;

/// <summary>VictoriaMetrics from Debian's package, as it comes.</summary>
internal sealed class VictoriaMetrics : IPeer
{
    private static readonly TimeSpan MergeLimit = TimeSpan.FromMinutes(2);

    private PeerProcess? _process;

    public string Name => "VictoriaMetrics";

    public Uri WriteAddress => new(QueryAddress, "/api/v1/write");

    public Uri QueryAddress => Started.Address;

    public ProcessTree Processes => Started.Processes;

    /// <summary>It keeps the answers to range queries; asked the same again it would not evaluate.</summary>
    public string QuerySuffix => "&nocache=1";

    private PeerProcess Started => _process ?? throw new InvalidOperationException("VictoriaMetrics has not been started.");

    public async Task StartAsync(CancellationToken cancellationToken) =>
        _process = await PeerProcess.StartAsync(
            "victoria-metrics",
            "victoria-metrics",
            "/health",
            static (folder, port) => [$"-storageDataPath={folder}/data", $"-httpListenAddr=127.0.0.1:{port}", "-retentionPeriod=1", "-search.latencyOffset=0s", "-loggerLevel=ERROR"],
            cancellationToken);

    /// <summary>Has all parts merged, and waits until the size stays as it is.</summary>
    public async Task<long> CompactAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = QueryAddress };
        (await client.GetAsync("/internal/force_flush", cancellationToken)).EnsureSuccessStatusCode();
        (await client.GetAsync("/internal/force_merge", cancellationToken)).EnsureSuccessStatusCode();
        var (size, since) = (0L, DateTime.UtcNow);
        for (var began = DateTime.UtcNow; DateTime.UtcNow - began < MergeLimit && DateTime.UtcNow - since < TimeSpan.FromSeconds(8);)
        {
            await Task.Delay(500, cancellationToken);
            var now = PeerProcess.SizeOf(Path.Combine(Started.Folder, "data", "data"));
            if (now != size) (size, since) = (now, DateTime.UtcNow);
        }

        return size;
    }

    public Task KillAsync(CancellationToken cancellationToken) => Started.KillAsync(cancellationToken);

    public Task RestartAsync(CancellationToken cancellationToken) => Started.RestartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
