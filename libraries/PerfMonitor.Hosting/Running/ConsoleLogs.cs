using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PerfMonitor.Hosting.Dcp;

namespace PerfMonitor.Hosting.Running;

/// <summary>What the processes write to their consoles, from their start on and across restarts.</summary>
internal sealed class ConsoleLogs(DcpClient dcp, Func<string, ProcessRunner?> find)
{
    // Lines read ahead of a slow reader; then the reading of DCP's files pauses, so nothing is lost.
    private const int MaxLinesAhead = 1000;

    /// <summary>The lines in batches; without following it ends with the last line there is now.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> ReadAsync(string resourceId, bool follow, int maxBatch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (find(resourceId) is not { } runner)
        {
            yield break;
        }

        do
        {
            var replaced = runner.WhenReplacedAsync(cancellationToken);
            var channel = Channel.CreateBounded<ConsoleLine>(MaxLinesAhead);
            var pumping = PumpAsync(runner, follow, channel.Writer, cancellationToken);
            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var batch = new List<ConsoleLine>();
                while (batch.Count < maxBatch && channel.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                }

                yield return batch;
            }

            await pumping.ConfigureAwait(false);
            if (follow)
            {
                await replaced.ConfigureAwait(false);
            }
        }
        while (follow);
    }

    private async Task PumpAsync(ProcessRunner runner, bool follow, ChannelWriter<ConsoleLine> lines, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(ReadSourceAsync("stdout", isError: false), ReadSourceAsync("stderr", isError: true)).ConfigureAwait(false);
            lines.Complete();
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // DCP closes the stream when the process makes way for its successor.
            lines.Complete();
        }
        catch (OperationCanceledException e)
        {
            lines.Complete(e);
        }

        async Task ReadSourceAsync(string source, bool isError)
        {
            await foreach (var text in dcp.ReadLogAsync(runner.Kind, runner.Id, source, follow, cancellationToken).ConfigureAwait(false))
            {
                await lines.WriteAsync(new ConsoleLine(text, isError), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

/// <summary>A line a process wrote; it begins with its time.</summary>
internal readonly record struct ConsoleLine(string Text, bool IsError);
