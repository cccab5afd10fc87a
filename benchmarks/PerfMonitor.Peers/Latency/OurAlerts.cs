using System.Globalization;
using System.Text.Json;
using PerfMonitor.Peers.Measuring;
using PerfMonitor.Peers.Peers;

namespace PerfMonitor.Peers.Latency;

/// <summary>PerfMonitor as it is shipped, with the rule and a webhook for a channel.</summary>
internal sealed class OurAlerts(params string[] settings) : IAsyncDisposable
{
    private readonly string _rules = Directory.CreateTempSubdirectory("perfmonitor-peers-rules-").FullName;
    private OurStack? _stack;

    public async Task<Uri> StartAsync(Uri webhook, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(_rules, "probe.yml"), AlertRule.File, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_rules, "warnings.yml"), AlertRule.WarningFile, cancellationToken);
        _stack = new OurStack([$"Rules:Folder={_rules}", "Channels:Webhooks:0:Name=probe", $"Channels:Webhooks:0:Url={webhook}", "Routing:Channels:0=probe", .. settings]);
        await _stack.StartAsync(cancellationToken);
        await Frames.ConnectAsync(_stack.QueryAddress, _stack.ApiKey, cancellationToken);
        return _stack.WriteAddress;
    }

    /// <summary>What a browser is told.</summary>
    public AlertFrames Frames { get; } = new();

    /// <summary>Processor time of everything of ours with nothing to do but watch this machine and itself, as a share of the machine.</summary>
    public async Task<string> IdleShareAsync(TimeSpan during, CancellationToken cancellationToken)
    {
        var before = _stack!.Processes.ProcessorSecondsByName;
        await Task.Delay(during, cancellationToken);
        var used = _stack.Processes.ProcessorSecondsByName.Select(one => (one.Key, Share: (one.Value - before.GetValueOrDefault(one.Key)) / during.TotalSeconds / Environment.ProcessorCount)).OrderByDescending(one => one.Share).ToList();
        var aspire = used.Where(one => one.Key is "dcp" or "aspire-managed").Sum(one => one.Share);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{used.Sum(one => one.Share):P1} of {Environment.ProcessorCount} cores, {aspire:P1} of it Aspire's engine and dashboard: {string.Join(", ", used.Where(one => one.Share >= 0.0005).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Share:P1}")))}");
    }

    /// <summary>Asks the page's address with an administrator's key.</summary>
    public HttpClient CreateClient()
    {
        var client = _stack!.CreateQueryClient();
        client.Timeout = TimeSpan.FromMinutes(5);
        return client;
    }

    /// <summary>Memory of one of our processes, in bytes.</summary>
    public long ResidentBytes(string process) => _stack!.Processes.ResidentBytesByName.GetValueOrDefault(process);

    /// <summary>What the stages of the way took since a moment, by our own account: p50 and p99 in milliseconds.</summary>
    public async Task<string> StagesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        using var client = CreateClient();
        using var answer = await JsonDocument.ParseAsync(await client.GetStreamAsync($"/api/alerts/path?from={Uri.EscapeDataString(since.ToString("O"))}", cancellationToken), cancellationToken: cancellationToken);
        return string.Join(", ", answer.RootElement.GetProperty("stages").EnumerateArray()
            .Where(stage => stage.GetProperty("level").GetString() == "critical")
            .Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.GetProperty("stage").GetString()} {stage.GetProperty("p50").GetDouble() * 1_000:N0} / {stage.GetProperty("p99").GetDouble() * 1_000:N0}")));
    }

    public async ValueTask DisposeAsync()
    {
        await Frames.DisposeAsync();
        if (_stack is not null) await _stack.DisposeAsync();
        Directory.Delete(_rules, recursive: true);
    }
}
