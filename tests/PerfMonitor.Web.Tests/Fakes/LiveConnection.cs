using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfMonitor.Web.Tests.Fakes;

/// <summary>A client of <c>/ws</c>.</summary>
internal sealed class LiveConnection : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[2 * 1024 * 1024];

    public ClientWebSocketOptions Options => _socket.Options;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseReason => _socket.CloseStatusDescription;

    /// <summary>Connects with an API key in the header.</summary>
    public static async Task<LiveConnection> ConnectAsync(WebServer web, string key)
    {
        var connection = new LiveConnection();
        connection.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        await connection.OpenAsync(web);
        return connection;
    }

    public Task OpenAsync(WebServer web, string query = "") =>
        _socket.ConnectAsync(new Uri($"ws://{web.Address.Authority}/ws{query}"), TestContext.Current.CancellationToken);

    public Task SendAsync(object message) => SendTextAsync(JsonSerializer.Serialize(message));

    public Task SendTextAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>The next frame; null when the server closed.</summary>
    public async Task<JsonObject?> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), TestContext.Current.CancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return (JsonObject)JsonNode.Parse(_buffer.AsSpan(0, length))!;
        }
    }

    /// <summary>The next frame of a type; those of other types are passed over.</summary>
    public async Task<JsonObject> ReceiveAsync(string type)
    {
        while (true)
        {
            var frame = await ReceiveAsync() ?? throw new InvalidOperationException($"The server closed: {CloseStatus} {CloseReason}");
            if ((string)frame["type"]! == type)
                return frame;
        }
    }

    /// <summary>Reads until the server has closed.</summary>
    public async Task ReceiveCloseAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }
    }

    public void Dispose() => _socket.Dispose();
}
