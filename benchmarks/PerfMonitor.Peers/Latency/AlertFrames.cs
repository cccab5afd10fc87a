using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace PerfMonitor.Peers.Latency;

/// <summary>Listens at /ws as a browser does and notes when the first frame named each instance as firing.</summary>
internal sealed class AlertFrames : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<string, long> _framedAt = new();
    private Task _reading = Task.CompletedTask;

    /// <summary><see cref="Stopwatch.GetTimestamp"/> of the first frame; null before it.</summary>
    public long? FramedAt(string instance) => _framedAt.TryGetValue(instance, out var at) ? at : null;

    public async Task ConnectAsync(Uri page, string apiKey, CancellationToken cancellationToken)
    {
        _socket.Options.SetRequestHeader("Authorization", $"Bearer {apiKey}");
        await _socket.ConnectAsync(new UriBuilder(page) { Scheme = "ws", Path = "/ws" }.Uri, cancellationToken);
        _reading = ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        while (_socket.State == WebSocketState.Open)
        {
            try
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
            }
            catch (Exception end) when (end is WebSocketException or OperationCanceledException && _socket.State != WebSocketState.Open)
            {
                return;
            }

            var now = Stopwatch.GetTimestamp();
            using var frame = JsonDocument.Parse(message.GetBuffer().AsMemory(0, (int)message.Length));
            message.SetLength(0);
            if (frame.RootElement.GetProperty("type").GetString() == "alert"
                && frame.RootElement.GetProperty("data") is var alert
                && alert.GetProperty("state").GetString() == "firing"
                && alert.GetProperty("labels").TryGetProperty("instance", out var instance)) _framedAt.TryAdd(instance.GetString()!, now);
        }
    }
}
