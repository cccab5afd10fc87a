using PerfMonitor.Peers.Peers;

namespace PerfMonitor.Peers.Latency;

/// <summary>Prometheus and Alertmanager at the lowest settings that make sense: evaluation every second, each alert its own group, no group_wait.</summary>
internal sealed class PrometheusWithAlertmanager : IAsyncDisposable
{
    private PeerProcess? _alertmanager;
    private PeerProcess? _prometheus;

    public async Task<Uri> StartAsync(Uri webhook, CancellationToken cancellationToken)
    {
        _alertmanager = await PeerProcess.StartAsync("prometheus-alertmanager", "prometheus-alertmanager", "/-/ready", (folder, port) => Alertmanager(folder, port, webhook), cancellationToken);
        _prometheus = await PeerProcess.StartAsync("prometheus", "prometheus", "/-/ready", (folder, port) => Prometheus(folder, port, _alertmanager.Address), cancellationToken);
        return new Uri(_prometheus.Address, "/api/v1/write");
    }

    public async ValueTask DisposeAsync()
    {
        if (_prometheus is not null) await _prometheus.DisposeAsync();
        if (_alertmanager is not null) await _alertmanager.DisposeAsync();
    }

    private static string[] Alertmanager(string folder, int port, Uri webhook)
    {
        var configuration = Path.Combine(folder, "alertmanager.yml");
        File.WriteAllText(configuration, $$"""
            route: { receiver: hook, group_by: ['...'], group_wait: 0s, group_interval: 1s, repeat_interval: 4h }
            receivers: [ { name: hook, webhook_configs: [ { url: "{{webhook}}" } ] } ]
            """);
        return [$"--config.file={configuration}", $"--storage.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=", "--log.level=warn"];
    }

    private static string[] Prometheus(string folder, int port, Uri alertmanager)
    {
        File.WriteAllText(Path.Combine(folder, "rules.yml"), AlertRule.File);
        var configuration = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(configuration, $$"""
            global: { evaluation_interval: 1s }
            rule_files: [ "rules.yml" ]
            alerting: { alertmanagers: [ { static_configs: [ { targets: ["{{alertmanager.Authority}}"] } ] } ] }
            """);
        return [$"--config.file={configuration}", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--web.enable-remote-write-receiver", "--log.level=warn"];
    }
}
