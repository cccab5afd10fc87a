using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
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

    /// <summary>What the stages of the way took since a moment, by our own account: p50 and p99 in milliseconds.</summary>
    public async Task<string> StagesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = _stack!.QueryAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _stack.ApiKey);
        using var answer = await JsonDocument.ParseAsync(await client.GetStreamAsync($"/api/alerts/path?from={Uri.EscapeDataString(since.ToString("O"))}", cancellationToken), cancellationToken: cancellationToken);
        return string.Join(", ", answer.RootElement.GetProperty("stages").EnumerateArray()
            .Where(stage => stage.GetProperty("level").GetString() == "critical")
            .Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.GetProperty("stage").GetString()} {stage.GetProperty("p50").GetDouble() * 1_000:N0} / {stage.GetProperty("p99").GetDouble() * 1_000:N0}")));
    }

    public async ValueTask DisposeAsync()
    {
        if (_stack is not null) await _stack.DisposeAsync();
        Directory.Delete(_rules, recursive: true);
    }
}
