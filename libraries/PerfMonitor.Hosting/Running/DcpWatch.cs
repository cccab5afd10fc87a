using System.Text.Json.Nodes;
using PerfMonitor.Hosting.Dcp;

namespace PerfMonitor.Hosting.Running;

/// <summary>Follows DCP's objects, and notices when DCP itself is gone.</summary>
internal sealed class DcpWatch : IAsyncDisposable
{
    private const int MaxUnanswered = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly DcpClient _dcp;
    private readonly Action<string, JsonObject> _onChanged;
    private readonly Action _onLost;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _watching;
    private int _lost;

    public DcpWatch(DcpClient dcp, IEnumerable<string> kinds, Action<string, JsonObject> onChanged, Action onLost)
    {
        _dcp = dcp;
        _onChanged = onChanged;
        _onLost = onLost;
        _watching = [.. kinds.Select(kind => Task.Run(() => WatchAsync(kind)))];
    }

    public bool EngineIsLost => Volatile.Read(ref _lost) == 1;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(string kind)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await foreach (var (type, value) in _dcp.WatchAsync(kind, _stop.Token).ConfigureAwait(false))
                {
                    if (type != "DELETED" && (string?)value["metadata"]?["name"] is { } name)
                    {
                        _onChanged(name, value);
                    }
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // Whether DCP is gone or only the stream was cut is asked next.
            }

            if (!await AnswersAsync().ConfigureAwait(false))
            {
                if (Interlocked.Exchange(ref _lost, 1) == 0)
                {
                    _onLost();
                }

                return;
            }
        }
    }

    private async Task<bool> AnswersAsync()
    {
        for (var unanswered = 0; unanswered < MaxUnanswered; unanswered++)
        {
            if (await _dcp.IsAliveAsync(_stop.Token).ConfigureAwait(false))
            {
                return true;
            }

            await Task.Delay(Pause, _stop.Token).ConfigureAwait(false);
        }

        return false;
    }
}
