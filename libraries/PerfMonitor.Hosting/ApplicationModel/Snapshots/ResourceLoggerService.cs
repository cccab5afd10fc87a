using System.Runtime.CompilerServices;
using PerfMonitor.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells what the processes of resources write to their consoles.</summary>
public class ResourceLoggerService
{
    private const int MaxLinesPerBatch = 500;

    private readonly Func<ConsoleLogs?> _logs;

    internal ResourceLoggerService(Func<ConsoleLogs?> logs) => _logs = logs;

    /// <summary>The lines of a resource in batches, from the start of its process on and across restarts; none where the application has not started, or the resource has no process.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(resource.Name);
    }

    /// <summary>The lines of a resource that is named by id or name.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        return ReadAsync(resourceName);
    }

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(string resource, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_logs() is not { } logs)
        {
            yield break;
        }

        var number = 0;
        await foreach (var batch in logs.ReadAsync(resource, follow: true, MaxLinesPerBatch, cancellationToken).ConfigureAwait(false))
        {
            yield return [.. batch.Select(line => new LogLine(++number, line.Text, line.IsError))];
        }
    }
}

/// <summary>A line that a process wrote; the first has the number 1.</summary>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
