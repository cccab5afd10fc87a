using PerfMonitor.Peers.Peers;

namespace PerfMonitor.Peers.Latency;

/// <summary>PerfMonitor as it is shipped, with the rule and a webhook for a channel.</summary>
internal sealed class OurAlerts : IAsyncDisposable
{
    private readonly string _rules = Directory.CreateTempSubdirectory("perfmonitor-peers-rules-").FullName;
    private OurStack? _stack;

    public async Task<Uri> StartAsync(Uri webhook, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(_rules, "probe.yml"), AlertRule.File, cancellationToken);
        _stack = new OurStack($"Rules:Folder={_rules}", "Channels:Webhooks:0:Name=probe", $"Channels:Webhooks:0:Url={webhook}", "Routing:Channels:0=probe");
        await _stack.StartAsync(cancellationToken);
        return _stack.WriteAddress;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stack is not null) await _stack.DisposeAsync();
        Directory.Delete(_rules, recursive: true);
    }
}
