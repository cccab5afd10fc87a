using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace PerfMonitor.SystemTests.Clients;

/// <summary>A browser's end of <c>/ws</c>: subscribes and reads frames.</summary>
public sealed class LiveClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<LiveClient> ConnectAsync(Uri page, string apiKey, CancellationToken cancellationToken)
    {
        var client = new LiveClient();
        client._socket.Options.SetRequestHeader("Authorization", $"Bearer {apiKey}");
        await client._socket.ConnectAsync(new UriBuilder(page) { Scheme = "ws", Path = "/ws" }.Uri, cancellationToken);
        return client;
    }

    /// <summary>Sends a message.</summary>
    public Task SendAsync(JsonObject message, CancellationToken cancellationToken) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>Reads frames until one fits.</summary>
    public async Task<JsonNode> FrameAsync(string what, Func<JsonNode, bool> fits, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var seen = new List<string>();
        try
        {
            while (true)
            {
                var frame = JsonNode.Parse(await ReadAsync(limit.Token))!;
                if (fits(frame))
                {
                    return frame;
                }

                seen.Add((string?)frame["type"] ?? "?");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No frame came with {what}; {seen.Count} others did: {string.Join(", ", seen.Distinct())}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, CancellationToken.None);
        }

        _socket.Dispose();
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new IOException($"The server closed the connection: {part.CloseStatus} {part.CloseStatusDescription}");
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(message.ToArray());
            }
        }
    }
}
