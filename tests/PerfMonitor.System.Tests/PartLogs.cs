using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace PerfMonitor.SystemTests;

/// <summary>What the parts of the running system write, a file each, for whoever asks afterwards why a test failed. What an earlier run left is replaced.</summary>
internal sealed class PartLogs : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _writing;

    public PartLogs(DistributedApplication app, string folder)
    {
        Directory.CreateDirectory(folder);
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        var parts = app.Services.GetRequiredService<DistributedApplicationModel>().Resources;
        _writing = Task.WhenAll(parts.Select(part => WriteAsync(logs, part, Path.Combine(folder, $"{part.Name}.log"))));
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task WriteAsync(ResourceLoggerService logs, IResource part, string file)
    {
        await using var writer = new StreamWriter(file) { AutoFlush = true };
        await foreach (var lines in logs.WatchAsync(part).WithCancellation(_ending.Token))
        {
            foreach (var line in lines)
            {
                await writer.WriteLineAsync(line.Content);
            }
        }
    }
}
