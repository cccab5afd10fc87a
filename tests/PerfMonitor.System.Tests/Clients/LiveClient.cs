using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace PerfMonitor.SystemTests.Clients;

/// <summary>A browser's end of <c>/ws</c>: subscribes, and reads all the time, as a browser does, so that pings are answered.</summary>
public sealed class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonNode> _frames = Channel.CreateUnbounded<JsonNode>();
    private readonly List<JsonNode> _came = [];
    private Task _reading = Task.CompletedTask;

    public static async Task<LiveClient> ConnectAsync(Uri page, string apiKey, CancellationToken cancellationToken)
    {
        var client = new LiveClient();
        client._socket.Options.SetRequestHeader("Authorization", $"Bearer {apiKey}");
        await client._socket.ConnectAsync(new UriBuilder(page) { Scheme = "ws", Path = "/ws" }.Uri, cancellationToken);
        client._reading = Task.Run(client.ReadAllAsync, CancellationToken.None);
        return client;
    }

    /// <summary>Sends a message.</summary>
    public Task SendAsync(JsonObject message, CancellationToken cancellationToken) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>The first frame that fits, of those that came already and those that come.</summary>
    public async Task<JsonNode> FrameAsync(string what, Func<JsonNode, bool> fits, CancellationToken cancellationToken)
    {
        if (_came.Find(frame => fits(frame)) is { } known)
        {
            return known;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            while (true)
            {
                var frame = await _frames.Reader.ReadAsync(limit.Token);
                _came.Add(frame);
                if (fits(frame))
                {
                    return frame;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No frame came with {what}; {_came.Count} others did: {string.Join(", ", _came.Select(frame => (string?)frame["type"]).Distinct())}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
    }

    /// <summary>Ends with the connection; whoever waits for a frame then sees why.</summary>
    private async Task ReadAllAsync()
    {
        try
        {
            while (true)
            {
                await _frames.Writer.WriteAsync(JsonNode.Parse(await ReadAsync())!);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException)
        {
            _frames.Writer.Complete(failure);
        }
    }

    private async Task<string> ReadAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
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
